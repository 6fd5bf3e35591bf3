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

const Style kText{7.6, QFont::Normal, palette::kInk, 1.34};

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
    const double width = sheet::kTextWidth / static_cast<double>(facts.size());
    double deepest = flow.y();
    double x = sheet::kLeft;
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
    flow.moveTo(deepest + 2.0);
    flow.document().line(sheet::kLeft, flow.y(), sheet::kLeft + sheet::kTextWidth, flow.y(), palette::kRule, 0.4);
    flow.gap(3.0);
}

/// Facts as short paragraphs, each led by what it is and its value.
class Facts {
public:
    void add(const std::string& label, const std::string& text, const std::string& value = {})
    {
        m_facts.push_back({label + (value.empty() ? "." : " " + value + "."), text});
    }
    /// A judged value with its reason; the meaning of the value stands in for a reason that is missing.
    void judged(const std::string& label, const Judged& judged, std::string_view meaning, const std::string& none)
    {
        const std::string text = !judged.reason.empty() ? judged.reason : judged.value ? std::string{meaning} + ". No reason given." : none;
        add(label, text, judged.value ? std::to_string(*judged.value) : std::string{});
    }
    [[nodiscard]] double height(double width) const
    {
        double sum = 0.0;
        for (const auto& [lead, text] : m_facts)
            sum += TextBlock{text, kText, width, lead}.height() + kBelow;
        return sum;
    }
    void put(Flow& flow) const
    {
        for (const auto& [lead, text] : m_facts) {
            flow.paragraph(text, kText, 0.0, lead);
            flow.gap(kBelow - 4.0);
        }
    }

private:
    static constexpr double kBelow = 2.4; ///< instead of the 4 points of a paragraph
    std::vector<std::pair<std::string, std::string>> m_facts;
};

int levelOf(const Judged& judged) { return judged.value ? static_cast<int>(*judged.value) : -1; }

void threat(Facts& facts, const LinePart& line)
{
    facts.add("Actor", (line.actors.empty() ? "Not known." : words::list(line.actors, 6, "more actor", "more actors") + ".") +
                           (line.actor_note.empty() ? "" : " " + line.actor_note));
    facts.judged("Intent", line.intent, words::anchor('I', levelOf(line.intent)), "Not assessed.");
    facts.judged("Capability", line.capability, words::anchor('C', levelOf(line.capability)), "Not assessed.");
    facts.judged("Opportunity", line.opportunity, words::anchor('O', levelOf(line.opportunity)), "Not assessed.");
    const std::string shift = line.shift > 0 ? "Likelihood raised by one step. " : line.shift < 0 ? "Likelihood lowered by one step. " : "No shift of likelihood. ";
    facts.add("Recent events", shift + line.shift_reason);
}

void people(Facts& facts, const LinePart& line)
{
    std::vector<std::string> acts;
    for (const auto act : line.acts)
        acts.push_back(words::lowered(words::plain(core::word(act))));
    facts.add("Acts", acts.empty() ? "Not stated." : words::capitalised(words::list(acts, 12, "more", "more")) + ".");
    const std::string where = words::list(line.place_names, 6, "more place", "more places");
    facts.add("Exposed", line.persons ? core::grouped(*line.persons) + (*line.persons == 1 ? " person lives" : " people live") +
                                            (where.empty() ? "" : " in " + where) + "."
                                      : "How many people live there is not known" + std::string{line.persons_assumed ? "; exposure 2 is assumed." : "."});
    std::vector<std::string> yes;
    std::int64_t unknown = 0;
    for (const auto& factor : line.factors) {
        if (factor.holds.value_or(false))
            yes.push_back(words::brief(factor.factor));
        unknown += factor.holds ? 0 : 1;
    }
    std::string text = yes.empty() ? "No factor is known to hold." : words::capitalised(core::joined(yes, "; ")) + ".";
    if (unknown > 0)
        text += " Not known: " + words::count(unknown, "factor", "factors") + ".";
    facts.add("Vulnerable", text);
}

void protectors(Facts& facts, const LinePart& line, Profile profile)
{
    if (profile >= Profile::PARTNER)
        return;
    facts.judged("Host state", line.host_state, words::protector('H', levelOf(line.host_state)), "Not assessed.");
    facts.judged("Mission reach", line.mission_reach, words::protector('M', levelOf(line.mission_reach)),
                 "Reach not computed; counts as 0.");
    facts.judged("Community", line.community, words::protector('S', levelOf(line.community)), "Not assessed.");
}

void outlook(Facts& facts, const LinePart& line)
{
    facts.add("Most likely", line.most_likely.empty() ? "Not described." : line.most_likely);
    facts.add("Most dangerous", line.most_dangerous.empty() ? "Not described." : line.most_dangerous);
    std::vector<std::string> signs;
    for (const auto& sign : line.indicators)
        signs.push_back(words::ofCode(sign));
    std::string watch = line.triggers.empty() ? "" : words::capitalised(core::joined(line.triggers, "; ")) + ". ";
    if (!signs.empty())
        watch += "Signs: " + core::joined(signs, "; ") + ".";
    if (!watch.empty())
        facts.add("Watch for", watch);
}

/// The latest two items with harm in words, all by number; the annex describes each.
void evidence(Facts& facts, const ReportModel& model, const LinePart& line)
{
    if (model.profile >= Profile::PARTNER)
        return;
    if (line.evidence.empty()) {
        facts.add("Evidence", "None is cited: confidence is low.");
        return;
    }
    std::vector<const EvidencePart*> harm;
    for (const auto& item : model.evidence)
        if (item.kind == "Incident" && !item.summary.empty() && std::find(line.evidence.begin(), line.evidence.end(), item.number) != line.evidence.end())
            harm.push_back(&item);
    std::stable_sort(harm.begin(), harm.end(), [](const auto* a, const auto* b) { return a->day > b->day; });
    harm.resize(std::min<std::size_t>(harm.size(), 2));
    std::vector<std::string> latest;
    for (const auto* item : harm)
        latest.push_back(item->date_text + ", " + item->place + ": " + words::lowered(item->category) + ", " + item->summary + " (" + std::to_string(item->number) +
                         (item->contradicts ? ", speaks against" : "") + ")");
    const auto n = static_cast<std::int64_t>(line.evidence.size());
    facts.add("Evidence", words::capitalised(words::count(n, "item", "items")) + " in Annex B (no. " + words::ranges(line.evidence) + ")." +
                              (latest.empty() ? "" : " Latest harm: " + core::joined(latest, "; ") + "."));
}

Table actionTable(const ReportModel& model, const LinePart& line)
{
    Table table;
    table.pad = 1.6;
    table.gap = 5.0;
    table.columns = {{18.0, "No"}, {238.0, "Action"}, {112.0, "Tier and phase"}, {74.0, "Lead"}, {sheet::kTextWidth - 442.0, "Deadline", Align::Right}};
    table.empty = model.profile >= Profile::PARTNER ? "No action that this profile shows." : "No action is recommended for this line.";
    std::vector<const ActionPart*> own;
    for (const auto& action : model.actions)
        if (std::find(line.actions.begin(), line.actions.end(), action.number) != line.actions.end())
            own.push_back(&action);
    std::stable_sort(own.begin(), own.end(), [](const auto* a, const auto* b) { return std::pair{a->tier, a->phase} < std::pair{b->tier, b->phase}; });
    for (const auto* action : own)
        table.rows.push_back({{{{std::to_string(action->number), kText}},
                               {{action->text, kText}},
                               {{(action->tier ? words::of(*action->tier) : "Tier not set") + (action->phase ? ", " + words::lowered(words::of(*action->phase)) : ""),
                                 kText.with(palette::kText2)}},
                               {{action->lead ? words::of(*action->lead) : "No lead", kText}},
                               {{words::day(action->deadline, "none set"), action->overdue ? kText.with(palette::kDanger).with(QFont::Medium) : kText}}}});
    return table;
}

std::string headOf(const LinePart& line)
{
    return std::to_string(line.rank) + ". " + (line.places.empty() ? line.area : line.places) + ": " + line.threat;
}

void head(Flow& flow, const ReportModel& model, const LinePart& line)
{
    const TextBlock title = fitted(headOf(line), style::kTitle.sized(13.0), {13.0, 11.5, 10.0}, sheet::kTextWidth - 86.0, 52.0);
    const TextBlock priority{words::of(line.priority), style::kTitle.sized(13.0).with(Align::Right), 62.0};
    const double y = flow.y();
    flow.document().draw([y, mark = markOf(words::highest(line.band))](QPainter& painter) { paintMark(painter, mark, {sheet::kLeft + 8.0, y + 8.0}, 16.0); });
    flow.document().text(priority, sheet::kLeft + sheet::kTextWidth - 62.0, y);
    // A title longer than the page is broken like any text.
    flow.moveTo(y + std::max(flow.document().text(title, sheet::kLeft + 23.0, y, 0, std::min(title.lines(), 12)), priority.height()) + 1.0);
    std::string status = line.area.empty() || line.area == line.places ? "" : line.area + ". ";
    if (line.change && model.has_previous) {
        static constexpr const char* kWords[] = {"New", "Raised", "Lowered", "Unchanged", "Closed"};
        status += std::string{kWords[static_cast<std::size_t>(*line.change)]} + " since version " + model.previous_version;
        status += line.change_reason.empty() ? "." : ": " + words::withStop(line.change_reason);
    }
    if (!status.empty()) {
        flow.paragraph(status, style::kGrey.sized(kText.size));
        flow.gap(-3.0);
    }
    flow.document().line(sheet::kLeft, flow.y() + 1.0, sheet::kLeft + sheet::kTextWidth, flow.y() + 1.0, palette::kInk, 0.8);
    flow.gap(5.0);
}

/// The facts of a line in two columns, and below them what runs over the full width.
struct Sheet {
    Facts left, right, below;
};

Sheet sheetOf(const ReportModel& model, const LinePart& line)
{
    Sheet sheet;
    threat(sheet.left, line);
    people(sheet.right, line);
    protectors(sheet.right, line, model.profile);
    outlook(sheet.below, line);
    evidence(sheet.below, model, line);
    return sheet;
}

/// Side by side where both columns fit the page below the head, else one after the other.
void putFacts(Flow& flow, const Sheet& sheet)
{
    if (std::max(sheet.left.height(sheet::kHalfWidth), sheet.right.height(sheet::kHalfWidth)) > flow.room() - 40.0) {
        sheet.left.put(flow);
        sheet.right.put(flow);
        return;
    }
    const double top = flow.y();
    Flow left{flow.document(), sheet::kLeft, sheet::kHalfWidth};
    left.moveTo(top);
    sheet.left.put(left);
    Flow right{flow.document(), sheet::kLeft + sheet::kHalfWidth + 20.0, sheet::kHalfWidth};
    right.moveTo(top);
    sheet.right.put(right);
    flow.moveTo(std::max(left.y(), right.y()));
    flow.document().line(sheet::kLeft, flow.y(), sheet::kLeft + sheet::kTextWidth, flow.y(), palette::kRule, 0.4);
    flow.gap(3.0);
}

void linePart(Flow& flow, const ReportModel& model, const LinePart& line)
{
    flow.document().bookmark(headOf(line), 1, flow.y());
    head(flow, model, line);
    factStrip(flow, line);
    const Sheet sheet = sheetOf(model, line);
    putFacts(flow, sheet);
    sheet.below.put(flow);
    flow.gap(1.0);
    flow.table(actionTable(model, line));
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
        constexpr double kBetween = 8.0;
        constexpr double kLeastOfLongPart = 260.0;
        if (first) {
            flow.continueSection(part::kLines, 40.0 + heightOf(context.model, line).value_or(kLeastOfLongPart));
            flow.paragraph("Each line in class Must or Should, most urgent first; how its numbers come about stands in Annex A. " + std::string{core::kScoringMethod} + ".",
                           style::kNote);
            flow.gap(-1.0);
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

} // namespace tutela::report
