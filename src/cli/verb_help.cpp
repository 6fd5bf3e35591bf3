// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/core/field_table.h>

#include <algorithm>
#include <map>

namespace tutela::cli {

namespace {

/// What `--json` prints at least, by verb (docs/cli.md has it in full).
const std::map<std::string, std::string>& jsonKeys()
{
    static const std::map<std::string, std::string> keys{
        {"new", "file, name, schema"},
        {"info", "name, schema, counts, extent, commits, assessments, head, marking, time_zone, as_of, demonstration"},
        {"import", "read, accepted, added, updated, unchanged, vanished, duplicate_candidates, rejected, rejections [row, field, value, reason], issues"},
        {"edit", "committed, ids, warnings, dates_kept"},
        {"list", "an array of objects, field names as keys"},
        {"stats", "rows [key, name, incidents, killed, killed_low, killed_high, killed_civilians, injured, abducted, displaced, killed_unknown]"},
        {"score", "the keys of an assessment line"},
        {"assess", "reference, version, state, as_of, lines [id, threat, places, ..., class, confidence, trend, imminent, explain]"},
        {"assessment", "versions [reference, version, status, date, author] for list"},
        {"report", "file, pages, sha256"},
        {"map", "file, width, height, layers"},
        {"history", "commits [id, time, author, message, hash, changes [table, record, group, old, new]], or committed"},
        {"export", "file, records"},
        {"check", "ok, problems, content_hash, head"},
    };
    return keys;
}

std::string typeText(const core::Field& field)
{
    using core::FieldType;
    switch (field.type) {
    case FieldType::Bool: return "true or false";
    case FieldType::Integer: return "whole number";
    case FieldType::Real: return "number";
    case FieldType::Text: return "text";
    case FieldType::Word: return "one of";
    case FieldType::WordList: return "list of";
    case FieldType::TextList: return "list of texts";
    case FieldType::IntegerList: return "list of whole numbers";
    case FieldType::Reference: return "id of a record of kind " + core::kindName(*field.refers);
    case FieldType::ReferenceList: return "list of ids of kind " + core::kindName(*field.refers);
    case FieldType::Time: return "time, 2026-10-31T14:00:00Z";
    case FieldType::Day: return "date, 2026-10-31";
    case FieldType::Geometry: return "GeoJSON geometry";
    case FieldType::Structure: return "list of objects";
    }
    return {};
}

void printFields(std::ostream& out, core::Kind kind)
{
    out << "Fields of " << core::kindName(kind) << " for edit, list, --map and JSON:\n";
    for (const core::Field& field : core::fieldsOf(kind)) {
        if (field.name == "deleted" || field.name == "batch_id")
            continue;
        std::string name{field.name};
        name.resize(std::max<std::size_t>(name.size() + 1, 28), ' ');
        out << "  " << name << typeText(field);
        for (std::size_t i = 0; i < field.words.size(); ++i)
            out << (i == 0 ? " " : ", ") << field.words[i];
        if (!field.unit.empty())
            out << ", " << field.unit;
        if (field.lowest || field.highest)
            out << ", " << (field.lowest ? std::to_string(*field.lowest) : "") << ".." << (field.highest ? std::to_string(*field.highest) : "");
        if (field.system)
            out << " (kept by the program)";
        else if (field.derived)
            out << " (computed)";
        out << "\n";
    }
}

std::string escapedForMan(std::string text)
{
    std::string out;
    for (const char c : text) {
        if (c == '-' || c == '\\')
            out += '\\';
        out += c;
    }
    return out;
}

void printOptions(std::ostream& out, const CLI::App& command)
{
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_name() == "--help")
            continue;
        out << ".TP\n.B " << escapedForMan(option->get_name(false, true)) << "\n" << escapedForMan(option->get_description()) << "\n";
    }
}

void printMan(std::ostream& out, const CLI::App& app)
{
    out << ".TH TUTELA 1 \"\" \"tutela " << TUTELA_VERSION << "\" \"User commands\"\n.SH NAME\ntutela \\- " << escapedForMan(app.get_description())
        << "\n.SH SYNOPSIS\n.B tutela\n.I FILE\n.br\n.B tutela\n.I VERB FILE\n[options]\n.SH VERBS\n";
    for (const CLI::App* verb : app.get_subcommands({})) {
        out << ".SS " << verb->get_name() << "\n" << escapedForMan(verb->get_description()) << ".\n";
        printOptions(out, *verb);
        for (const CLI::App* inner : verb->get_subcommands({})) {
            out << ".PP\n.B " << verb->get_name() << " " << inner->get_name() << "\n" << escapedForMan(inner->get_description()) << ".\n";
            printOptions(out, *inner);
        }
        if (const auto keys = jsonKeys().find(verb->get_name()); keys != jsonKeys().end())
            out << ".PP\nJSON: " << escapedForMan(keys->second) << ".\n";
    }
    out << ".SH EXIT STATUS\n" << escapedForMan(app.get_footer()) << "\n";
}

/// Every long option and verb of a command, separated by spaces.
std::string wordsOfCommand(const CLI::App& command)
{
    std::string words;
    for (const CLI::App* inner : command.get_subcommands({}))
        words += inner->get_name() + " ";
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames())
            words += "--" + name + " ";
    return words;
}

void printCompletion(std::ostream& out, const CLI::App& app)
{
    std::string verbs;
    for (const CLI::App* verb : app.get_subcommands({}))
        verbs += verb->get_name() + " ";
    out << "# bash completion for tutela\n_tutela()\n{\n    local word=${COMP_WORDS[COMP_CWORD]}\n"
        << "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W '" << verbs << "' -- \"$word\") $(compgen -f -- \"$word\"))\n"
        << "        return\n    fi\n    case ${COMP_WORDS[1]} in\n";
    for (const CLI::App* verb : app.get_subcommands({}))
        out << "        " << verb->get_name() << ") COMPREPLY=($(compgen -W '" << wordsOfCommand(*verb)
            << "' -- \"$word\") $(compgen -f -- \"$word\")) ;;\n";
    out << "    esac\n}\ncomplete -o filenames -F _tutela tutela\n";
}

} // namespace

void addHelp(Verbs& verbs, Context& context, CLI::App& app)
{
    struct Options {
        std::string verb, kind;
        bool man = false, completion = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("help", "Explain a verb, or the fields of a kind: help edit place", context, [options, &app](Context& c) {
        if (options->man) {
            printMan(c.out, app);
            return 0;
        }
        if (options->completion) {
            printCompletion(c.out, app);
            return 0;
        }
        if (options->verb.empty()) {
            // App::help() would explain the verb `help`, since that is the one parsed.
            c.out << app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal) << std::flush;
            return 0;
        }
        const auto all = app.get_subcommands({});
        const auto at = std::find_if(all.begin(), all.end(), [&](const CLI::App* each) { return each->get_name() == options->verb; });
        if (at == all.end())
            throw core::Error{core::ErrorCode::Usage, "there is no verb " + options->verb + "; see tutela help"};
        if (!options->kind.empty()) {
            const auto kind = core::kindOf(options->kind);
            if (!kind)
                throw core::Error{core::ErrorCode::Usage, "there is no kind " + options->kind};
            printFields(c.out, *kind);
            return 0;
        }
        c.out << (*at)->help();
        if (const auto keys = jsonKeys().find(options->verb); keys != jsonKeys().end())
            c.out << "\n--json prints: " << keys->second << "\n";
        if (options->verb == "edit" || options->verb == "list" || options->verb == "import") {
            c.out << "Kinds:";
            for (const auto word : core::wordsOf<core::Kind>())
                c.out << " " << core::kindName(*core::enumerator<core::Kind>(word));
            c.out << "\nFields of a kind: tutela help " << options->verb << " KIND\n";
        }
        return 0;
    });
    verb.add_option("VERB", options->verb, "The verb to explain");
    verb.add_option("KIND", options->kind, "A kind whose fields are listed");
    verb.add_flag("--man", options->man, "Print the manual page");
    verb.add_flag("--bash-completion", options->completion, "Print the completion for bash");
}

} // namespace tutela::cli
