// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <QPainter>

#include <algorithm>
#include <array>
#include <optional>

namespace tutela::report {
namespace {

constexpr double kLeft = sheet::kLeft;
constexpr double kWidth = sheet::kTextWidth;
constexpr double kText = 8.4;

/// Six small facts in a row below the head of a line.
void factStrip(Flow& flow, const LinePart& line)
{
    struct Fact { std::string label, value, note; };
    const auto word = [](const Level& level, auto name) { return level && level->known() ? name(level->lowest) : std::string{}; };
    const std::array<Fact, 6> facts{{
        {"Residual risk", words::of(line.risk_residual), words::lowered(words::of(line.band))},
        {"Inherent risk", words::of(line.risk_inherent), words::lowered(words::of(line.band_inherent))},
        {"Likelihood", words::of(line.likelihood), word(line.likelihood, words::likelihood)},
        {"Impact", words::of(line.impact), word(line.impact, words::impact)},
        {"Confidence", words::of(line.confidence), line.contested ? "contested" : ""},
        {"Trend", line.trend == core::Trend::INSUFFICIENT ? "No trend" : words::of(line.trend), line.imminent ? "imminent" : ""}}};
    const double width = kWidth / static_cast<double>(facts.size());
    double deepest = flow.y();
    double x = kLeft;
    for (const auto& fact : facts) {
        double y = flow.y();
        y += flow.document().text(fact.label, style::kHead, x, y, width - 6.0);
        const TextBlock value = fitted(fact.value, style::kSub.sized(12.0), {12.0, 10.0, 8.5}, width - 6.0, 16.5);
        flow.document().text(value, x, y);
        // The word stands beside its figure where it fits, else below it.
        const TextBlock note{fact.note, style::kSmall, width - 6.0};
        const bool beside = value.naturalWidth() + 5.0 + note.naturalWidth() <= width - 6.0;
        if (!fact.note.empty())
            flow.document().text(note, beside ? x + value.naturalWidth() + 5.0 : x, beside ? y + value.height() - note.height() - 1.0 : y + value.height());
        deepest = std::max(deepest, y + value.height() + (fact.note.empty() || beside ? 0.0 : note.height()));
        x += width;
    }
    flow.moveTo(deepest + 4.0);
    flow.document().line(kLeft, flow.y(), kLeft + kWidth, flow.y(), palette::kRule, 0.4);
}

/// The facts of a line: groups at the left, what it is beside them, then value and words.
class Facts {
public:
    Facts()
    {
        m_table.columns = {{62.0, ""}, {72.0, ""}, {20.0, ""}, {kWidth - 154.0, ""}};
        m_table.pad = 1.5;
    }
    void group(std::string name)
    {
        if (!m_table.rows.empty())
            m_table.rows.back().rule = true;
        m_group = std::move(name);
    }
    void add(const std::string& label, const std::string& text, const std::string& value = {}, const Style& style = style::kBody.sized(kText))
    {
        m_table.rows.push_back({{{{m_group, style::kBold.sized(kText)}}, {{label, style::kGrey.sized(kText)}}, {{value, style::kBold.sized(kText)}}, {{text, style}}}, false});
        m_group.clear();
    }
    /// A judged value with its reason; the meaning of the value stands in for a reason that is missing.
    void judged(const std::string& label, const Judged& judged, std::string_view meaning, const std::string& none)
    {
        const std::string text = !judged.reason.empty() ? judged.reason : judged.value ? std::string{meaning} + ". No reason given." : none;
        add(label, text, judged.value ? std::to_string(*judged.value) : "–");
    }
    void put(Flow& flow) const { flow.table(m_table); }

private:
    Table m_table;
    std::string m_group;
};

int levelOf(const Judged& judged) { return judged.value ? static_cast<int>(*judged.value) : -1; }

void threat(Facts& facts, const LinePart& line)
{
    std::vector<std::string> acts;
    for (const auto act : line.acts)
        acts.push_back(words::lowered(words::plain(core::word(act))));
    facts.group("Threat");
    facts.add("Actor", (line.actors.empty() ? "Not known." : words::list(line.actors, 6, "more actor", "more actors") + ".") +
                           (line.actor_note.empty() ? "" : " " + line.actor_note));
    facts.add("Acts", acts.empty() ? "Not stated." : words::capitalised(words::list(acts, 12, "more", "more")) + ".");
    facts.judged("Intent", line.intent, words::anchor('I', levelOf(line.intent)), "Not assessed.");
    facts.judged("Capability", line.capability, words::anchor('C', levelOf(line.capability)), "Not assessed.");
    facts.judged("Opportunity", line.opportunity, words::anchor('O', levelOf(line.opportunity)), "Not assessed.");
    const std::string shift = line.shift > 0 ? "Likelihood raised by one step. " : line.shift < 0 ? "Likelihood lowered by one step. " : "No shift of likelihood. ";
    facts.add("Recent events", shift + line.shift_reason);
}

void people(Facts& facts, const LinePart& line)
{
    facts.group("People");
    const std::string where = words::list(line.place_names, 6, "more place", "more places");
    facts.add("Exposed", line.persons ? core::grouped(*line.persons) + (*line.persons == 1 ? " person lives" : " people live") +
                                            (where.empty() ? "" : " in " + where) + "."
                                      : "How many people live there is not known" + std::string{line.persons_assumed ? "; exposure 2 is assumed." : "."});
    std::vector<std::string> yes, unknown, no;
    for (const auto& factor : line.factors)
        (!factor.holds ? unknown : *factor.holds ? yes : no).push_back(words::brief(factor.factor));
    facts.add("Vulnerable", yes.empty() ? "No factor is known to hold." : words::capitalised(core::joined(yes, "; ")) + ".");
    if (!no.empty())
        facts.add("Does not hold", words::capitalised(core::joined(no, "; ")) + ".");
    if (!unknown.empty())
        facts.add("Not known", words::capitalised(core::joined(unknown, "; ")) + ".");
}

void protectors(Facts& facts, const LinePart& line, Profile profile)
{
    if (profile >= Profile::PARTNER)
        return;
    facts.group("Protectors");
    facts.judged("Host state", line.host_state, words::protector('H', levelOf(line.host_state)), "Not assessed.");
    facts.judged("Mission reach", line.mission_reach, words::protector('M', levelOf(line.mission_reach)),
                 "Reach not computed, counts as 0: no base stands in the place and travel times are not computed.");
    facts.judged("Community", line.community, words::protector('S', levelOf(line.community)), "Not assessed.");
}

void outlook(Facts& facts, const LinePart& line)
{
    facts.group("Outlook");
    facts.add("Most likely", line.most_likely.empty() ? "Not described." : line.most_likely);
    facts.add("Most dangerous", line.most_dangerous.empty() ? "Not described." : line.most_dangerous);
    if (!line.triggers.empty())
        facts.add("Triggers", words::capitalised(core::joined(line.triggers, "; ")) + ".");
    if (!line.indicators.empty())
        facts.add("Signs to watch", words::capitalised(core::joined(line.indicators, "; ")) + ".");
}

/// The two items that weigh most in words, all by number; the annex describes each.
void evidence(Facts& facts, const ReportModel& model, const LinePart& line)
{
    if (model.profile >= Profile::PARTNER)
        return;
    facts.group("Evidence");
    if (line.evidence.empty()) {
        facts.add("Cited", "No evidence is cited: confidence is low.");
        return;
    }
    const auto n = static_cast<std::int64_t>(line.evidence.size());
    facts.add("Cited", words::capitalised(words::count(n, "item", "items")) + " in the annex: no. " + words::ranges(line.evidence) + ".");
    std::vector<std::string> latest;
    for (const auto& item : model.evidence) {
        if (latest.size() == 2)
            break;
        if (item.summary.empty() || item.kind != "Incident" || std::find(line.evidence.begin(), line.evidence.end(), item.number) == line.evidence.end())
            continue;
        latest.push_back(item.date_text + ", " + item.place + ": " + words::lowered(item.category) + ", " + item.summary + " (" + std::to_string(item.number) +
                         (item.contradicts ? ", speaks against" : "") + ")");
    }
    if (!latest.empty())
        facts.add("Latest harm", words::capitalised(core::joined(latest, "; ")) + ".");
}

void actions(Facts& facts, const ReportModel& model, const LinePart& line)
{
    facts.group("Actions");
    std::vector<const ActionPart*> own;
    for (const auto& action : model.actions)
        if (std::find(line.actions.begin(), line.actions.end(), action.number) != line.actions.end())
            own.push_back(&action);
    std::stable_sort(own.begin(), own.end(), [](const auto* a, const auto* b) { return std::pair{a->tier, a->phase} < std::pair{b->tier, b->phase}; });
    if (own.empty())
        facts.add("", model.profile >= Profile::PARTNER ? "None that this profile shows." : "No action is recommended for this line.");
    for (const auto* action : own) {
        const std::string tier = (action->tier ? words::of(*action->tier) : std::string{"tier not set"}) + (action->phase ? ", " + words::lowered(words::of(*action->phase)) : "");
        facts.add(words::day(action->deadline, "no deadline"),
                  words::withStop(action->text) + " " + (action->lead ? words::of(*action->lead) : "No lead") + "; " + words::lowered(tier) +
                      (action->overdue ? "; overdue." : "."),
                  std::to_string(action->number), action->overdue ? style::kBody.sized(kText).with(palette::kDanger) : style::kBody.sized(kText));
    }
}

std::string headOf(const LinePart& line)
{
    return std::to_string(line.rank) + ". " + (line.places.empty() ? line.area : line.places) + ": " + line.threat;
}

void head(Flow& flow, const ReportModel& model, const LinePart& line)
{
    const TextBlock title = fitted(headOf(line), style::kTitle.sized(13.0), {13.0, 11.5, 10.0}, kWidth - 86.0, 52.0);
    const TextBlock priority{words::of(line.priority), style::kTitle.sized(13.0).with(Align::Right), 62.0};
    const double y = flow.y();
    flow.document().draw([y, mark = markOf(words::highest(line.band))](QPainter& painter) { paintMark(painter, mark, {kLeft + 8.0, y + 8.0}, 16.0); });
    flow.document().text(priority, kLeft + kWidth - 62.0, y);
    // A title longer than the page is broken like any text.
    flow.moveTo(y + std::max(flow.document().text(title, kLeft + 23.0, y, 0, std::min(title.lines(), 12)), priority.height()) + 1.0);
    std::string status = line.area.empty() || line.area == line.places ? "" : line.area + ". ";
    if (line.change && model.has_previous) {
        static constexpr const char* kWords[] = {"New", "Raised", "Lowered", "Unchanged", "Closed"};
        status += std::string{kWords[static_cast<std::size_t>(*line.change)]} + " since version " + model.previous_version;
        status += line.change_reason.empty() ? "." : ": " + words::withStop(line.change_reason);
    }
    if (!status.empty()) {
        flow.paragraph(status, style::kGrey.sized(kText));
        flow.gap(-3.0);
    }
    flow.document().line(kLeft, flow.y() + 1.0, kLeft + kWidth, flow.y() + 1.0, palette::kInk, 0.8);
    flow.gap(5.0);
}

void linePart(Flow& flow, const ReportModel& model, const LinePart& line)
{
    flow.document().bookmark(headOf(line), 1, flow.y());
    head(flow, model, line);
    factStrip(flow, line);
    Facts facts;
    threat(facts, line);
    people(facts, line);
    protectors(facts, line, model.profile);
    outlook(facts, line);
    evidence(facts, model, line);
    actions(facts, model, line);
    facts.put(flow);
}

/// Height of a part laid out on a page of its own; empty when it needs more than one.
std::optional<double> heightOf(const ReportModel& model, const LinePart& line)
{
    Document scratch;
    Flow probe{scratch};
    probe.startSection(part::kLines);
    linePart(probe, model, line);
    return scratch.pageCount() == 1 ? std::optional{probe.y() - sheet::kTop} : std::nullopt;
}

} // namespace

void linePages(Flow& flow, const PageContext& context)
{
    bool first = true;
    for (const auto& line : context.model.lines) {
        if (!line.priority || line.priority->highest > core::PriorityClass::SHOULD)
            continue;
        constexpr double kBetween = 14.0;
        constexpr double kLeastOfLongPart = 260.0;
        if (first) {
            flow.startSection(part::kLines);
            flow.paragraph("One part for each line in class Must or Should, most urgent first. How each number comes about stands in the annex. " +
                               std::string{core::kScoringMethod} + ".",
                           style::kNote);
        } else if (flow.room() < kBetween + heightOf(context.model, line).value_or(kLeastOfLongPart)) {
            flow.newPage();
        } else {
            flow.gap(kBetween);
        }
        first = false;
        linePart(flow, context.model, line);
        context.progress.check();
    }
}

/// Every step from the inputs to the class, for each line: formula, inputs, value.
void arithmeticPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    if (std::all_of(model.lines.begin(), model.lines.end(), [](const LinePart& line) { return line.explain.empty(); }))
        return;
    flow.startSection(part::kArithmetic);
    flow.title("How each number comes about");
    flow.paragraph("Read: name = formula with its inputs = value. Numbers of incidents and alerts are those of the evidence annex. " + std::string{core::kScoringMethod} + ".",
                   style::kNote);
    flow.gap(4.0);
    flow.beginColumns(2);
    const Style step{6.9, QFont::Normal, palette::kText2, 1.32};
    for (const auto& line : model.lines) {
        flow.subHeading(headOf(line), 60.0);
        for (const auto& text : line.explain) {
            flow.paragraph(text, step);
            flow.gap(-3.4);
        }
        for (const auto& text : line.overrides) {
            flow.paragraph(text, step.with(palette::kAmber));
            flow.gap(-3.4);
        }
        flow.gap(4.0);
        context.progress.check();
    }
    flow.endColumns();
}

} // namespace tutela::report
