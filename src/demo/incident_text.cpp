// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theatres.h"

#include <array>

/// Harm and words of one incident.
namespace tutela::demo {

using namespace core;
using C = IncidentCategory;

namespace {

/// Fills sex and age of `best` victims, or leaves them in the unknown column.
void split(Harm& harm, std::int64_t best, double knownShare, double women, double children, Random& random)
{
    harm.best = best;
    harm.women = harm.men = harm.girls = harm.boys = harm.unknown_adult = harm.unknown_child = harm.unknown = 0;
    if (!random.chance(knownShare)) {
        harm.unknown = best;
        return;
    }
    for (std::int64_t i = 0; i < best; ++i) {
        const bool child = random.chance(children);
        const bool female = random.chance(women);
        Count& column = random.chance(0.06) ? (child ? harm.unknown_child : harm.unknown_adult)
                        : child             ? (female ? harm.girls : harm.boys)
                                            : (female ? harm.women : harm.men);
        ++*column;
    }
}

void spread(Harm& harm, Random& random)
{
    if (harm.best.value_or(0) < 2 || !random.chance(0.4))
        return;
    harm.low = std::max<std::int64_t>(0, *harm.best - random.whole(1, 1 + *harm.best / 3));
    harm.high = *harm.best + random.whole(1, 2 + *harm.best / 3);
}

std::int64_t few(Random& random, double none, std::int64_t most)
{
    if (random.chance(none))
        return 0;
    return std::min(random.whole(1, most), random.whole(1, most));
}

bool anyChild(const Harm& harm)
{
    return harm.girls.value_or(0) + harm.boys.value_or(0) + harm.unknown_child.value_or(0) > 0;
}

void protect(Incident& incident)
{
    incident.sensitivity = Marking::CONFIDENTIAL;
    incident.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
}

void flagGraveViolations(Incident& incident)
{
    if (anyChild(incident.killed) || anyChild(incident.injured))
        incident.grave_violations.push_back(GraveViolation::KILLING_MAIMING);
    if (anyChild(incident.abducted))
        incident.grave_violations.push_back(incident.category == C::CHILD_VIOLATION ? GraveViolation::RECRUITMENT_USE : GraveViolation::ABDUCTION);
    if (anyChild(incident.crsv))
        incident.grave_violations.push_back(GraveViolation::SEXUAL_VIOLENCE);
    if (incident.schools_hit.value_or(0) > 0)
        incident.grave_violations.push_back(GraveViolation::ATTACK_SCHOOL_HOSPITAL);
    if (!incident.grave_violations.empty() || !incident.crsv_forms.empty())
        protect(incident);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// "; 2 people were killed, 3 injured and 1 abducted".
std::string harmSentence(const Incident& incident)
{
    std::vector<std::string> parts;
    const auto add = [&](const Harm& harm, std::string_view word) {
        if (harm.best.value_or(0) > 0)
            parts.push_back(parts.empty() ? counted(*harm.best, "person was ", "people were ") + std::string(word)
                                          : std::to_string(*harm.best) + " " + std::string(word));
    };
    add(incident.killed, "killed");
    add(incident.injured, "injured");
    add(incident.abducted, "abducted");
    add(incident.arrested, "arrested");
    add(incident.displaced, "displaced");
    if (parts.empty())
        return incident.killed.best ? " Nobody was hurt." : "";
    std::string text = " ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text + ".";
}

std::string men(std::string_view actor, Random& random)
{
    const std::int64_t about = random.whole(1, 9) * 5;
    if (actor == "Unidentified armed men")
        return "About " + std::to_string(about) + " armed men whom nobody could name";
    if (actor == "Kavara Armed Forces")
        return "Soldiers of the Kavara Armed Forces";
    if (actor == "Road gangs of the south")
        return "About " + std::to_string(about) + " men of the road gangs";
    return "About " + std::to_string(about) + " men of the " + std::string(actor);
}

constexpr std::array<std::string_view, 5> kAnswers{"Patrol sent the next morning; found the place calm.",
                                                   "Quick reaction platoon arrived after the attackers had left.",
                                                   "Local leaders called by telephone; police informed.",
                                                   "No patrol could be sent: no vehicle free.",
                                                   "Joint visit of civil affairs and human rights two days later."};

struct Told {
    std::string title, text;
};

Told attack(Incident& incident, const std::string& place, std::string_view actor, Random& random)
{
    incident.acts = {Act::ASSAULT_INJURY};
    const bool massacre = random.chance(0.006);
    const std::int64_t killed = massacre ? random.whole(10, 19) : few(random, 0.5, 4);
    split(incident.killed, killed, 0.7, 0.3, 0.2, random);
    split(incident.injured, few(random, 0.35, 6), 0.6, 0.35, 0.22, random);
    spread(incident.killed, random);
    if (killed > 0)
        incident.acts = {killed >= 10 ? Act::MASS_KILLING : Act::KILLING};
    const bool burning = random.chance(actor == "Youth of the Ridge" ? 0.55 : 0.18);
    if (burning) {
        incident.houses_burnt = random.whole(2, 26);
        incident.acts.push_back(Act::BURNING_OF_HOMES);
    }
    if (burning || random.chance(0.2))
        incident.displaced.best = incident.displaced.unknown = random.whole(2, 40) * 10;
    if (random.chance(0.02)) {
        incident.schools_hit = 1;
        incident.acts.push_back(Act::ATTACK_SCHOOL);
    }
    static constexpr std::array<std::string_view, 5> kWhat{"attacked people on their way to the fields near ", "entered houses at ",
                                                           "opened fire on travellers on the road near ", "attacked families at ", "beat and shot at people who would not pay near "};
    Told told{"Attack on civilians at " + place, men(actor, random) + " " + std::string(random.pick(kWhat)) + place + "." + harmSentence(incident)};
    if (burning)
        told.text += " " + counted(*incident.houses_burnt, "house was burnt.", "houses were burnt.");
    return told;
}

Told taking(Incident& incident, const std::string& place, std::string_view actor, Random& random)
{
    switch (*incident.category) {
    case C::ABDUCTION: {
        incident.acts = {Act::ABDUCTION};
        split(incident.abducted, random.whole(1, 6), 0.75, 0.4, 0.25, random);
        return {"Abduction near " + place, men(actor, random) + " stopped travellers near " + place + " and took people with them." + harmSentence(incident)};
    }
    case C::CATTLE_RAID: {
        incident.acts = {Act::CATTLE_RAID};
        incident.cattle_taken = random.whole(2, 38) * 10;
        split(incident.killed, few(random, 0.68, 3), 0.7, 0.12, 0.15, random);
        split(incident.injured, few(random, 0.6, 4), 0.6, 0.1, 0.15, random);
        if (*incident.killed.best > 0)
            incident.acts.push_back(Act::KILLING);
        return {"Cattle raid near " + place, men(actor, random) + " drove off about " + std::to_string(*incident.cattle_taken) + " head of cattle near " + place + "." + harmSentence(incident)};
    }
    case C::ARREST_DETENTION: {
        incident.acts = {Act::ARBITRARY_ARREST};
        split(incident.arrested, random.whole(1, 7), 0.8, 0.12, 0.06, random);
        return {"Arrests at " + place, men(actor, random) + " arrested people at a checkpoint near " + place + ", mostly for not paying." + harmSentence(incident)};
    }
    case C::CHILD_VIOLATION: {
        incident.acts = {Act::CHILD_RECRUITMENT_USE};
        split(incident.abducted, random.whole(1, 9), 1.0, 0.06, 1.0, random);
        return {"Children taken at " + place, men(actor, random) + " took children from families around " + place + "." + harmSentence(incident)};
    }
    default:
        incident.acts = {Act::LOOTING};
        split(incident.killed, few(random, 0.94, 1), 0.7, 0.2, 0.05, random);
        split(incident.injured, few(random, 0.72, 3), 0.6, 0.3, 0.1, random);
        return {"Looting at " + place, men(actor, random) + " took food, money and animals from families at " + place + "." + harmSentence(incident)};
    }
}

Told fighting(Incident& incident, const std::string& place, std::string_view actor, Random& random)
{
    incident.victim_status = VictimStatus::COMBATANT;
    const std::int64_t fighters = few(random, 0.3, 8);
    const std::int64_t civilians = few(random, 0.8, 2);
    split(incident.killed, fighters + civilians, 0.3, 0.05, 0.02, random);
    incident.killed.civilians = civilians;
    spread(incident.killed, random);
    if (civilians > 0) {
        incident.acts = {Act::KILLING};
        incident.victim_status = VictimStatus::UNKNOWN;
    }
    if (incident.category == C::REMOTE_EXPLOSIVE) {
        incident.acts.push_back(Act::INDISCRIMINATE_HEAVY_WEAPONS);
        return {"Shelling near " + place, "Mortar rounds fell in and around " + place + "; the " + std::string(actor) + " is held responsible." + harmSentence(incident)};
    }
    if (random.chance(0.3))
        incident.displaced.best = incident.displaced.unknown = random.whole(3, 60) * 10;
    return {"Clash near " + place, men(actor, random) + " exchanged fire with a rival force near " + place + "." + harmSentence(incident)};
}

Told quiet(Incident& incident, const std::string& place, std::string_view actor, Random& random)
{
    switch (*incident.category) {
    case C::ARMED_MOVEMENT:
        return {"Armed men seen near " + place, men(actor, random) + " passed near " + place + ", some with new weapons; direction not known."};
    case C::DISPLACEMENT_EVENT:
        incident.acts = {Act::FORCED_DISPLACEMENT};
        incident.displaced.best = incident.displaced.unknown = random.whole(4, 90) * 10;
        return {"Flight from around " + place, "Families left their homes around " + place + " after threats." + harmSentence(incident)};
    case C::HATE_SPEECH:
        incident.acts = {Act::HATE_SPEECH_INCITEMENT};
        return {"Incitement at " + place, "Speakers at " + place + " called for violence against people from elsewhere."};
    case C::OBSTRUCTION_OF_MISSION:
        return {"Patrol stopped near " + place, men(actor, random) + " turned a patrol back near " + place + " in spite of a valid clearance."};
    case C::ATTACK_ON_HUMANITARIANS:
        incident.acts = {Act::DENIAL_HUMANITARIAN_ACCESS};
        return {"Aid convoy attacked near " + place, men(actor, random) + " stopped a convoy near " + place + " and took its load."};
    case C::ACCESS_CONSTRAINT:
        return {"Road cut near " + place, "Vehicles could not pass near " + place + ": water over the road, or a barrier that nobody would open."};
    case C::POSITIVE_DEVELOPMENT:
        return {"Dialogue at " + place, "Elders at " + place + " met and agreed how to settle damage to fields and herds."};
    case C::PROTEST_RIOT:
        split(incident.injured, few(random, 0.6, 5), 0.6, 0.3, 0.1, random);
        return {"Protest at " + place, "Several hundred people marched at " + place + "; police kept the march apart from counter-protesters." + harmSentence(incident)};
    case C::MINE_ERW:
        incident.acts = {Act::MINES_ERW};
        split(incident.injured, random.whole(1, 3), 0.8, 0.3, 0.5, random);
        return {"Explosion near " + place, "An explosive remnant went off near " + place + "." + harmSentence(incident)};
    case C::CRSV:
        incident.acts = {Act::RAPE_OR_OTHER_CRSV};
        split(incident.crsv, random.whole(1, 2), 0.9, 0.97, 0.3, random);
        incident.crsv_forms = {CrsvForm::RAPE};
        return {"Sexual violence near " + place, "Reported through a referral partner near " + place + "; details are kept by the specialised section only."};
    case C::CRIME:
        split(incident.injured, few(random, 0.75, 2), 0.6, 0.3, 0.05, random);
        return {"Robbery at " + place, "Robbery of a household or shop at " + place + "." + harmSentence(incident)};
    default:
        return {"Tension at " + place, "People at " + place + " speak of an attack to come; some families sleep outside the town."};
    }
}

} // namespace

void tellIncident(Incident& incident, const std::string& placeName, std::string_view actorName, bool night, Random& random)
{
    const C category = *incident.category;
    incident.victim_status = VictimStatus::CIVILIAN;
    Told told;
    if (category == C::ATTACK_ON_CIVILIANS)
        told = attack(incident, placeName, actorName, random);
    else if (category == C::ABDUCTION || category == C::CATTLE_RAID || category == C::ARREST_DETENTION || category == C::LOOTING_PILLAGE || category == C::CHILD_VIOLATION)
        told = taking(incident, placeName, actorName, random);
    else if (category == C::ARMED_CLASH || category == C::REMOTE_EXPLOSIVE)
        told = fighting(incident, placeName, actorName, random);
    else
        told = quiet(incident, placeName, actorName, random);
    if (incident.victim_status == VictimStatus::CIVILIAN)
        for (Harm* harm : {&incident.killed, &incident.injured, &incident.abducted, &incident.crsv, &incident.arrested, &incident.displaced})
            if (harm->best)
                harm->civilians = harm->best;
    incident.title = std::move(told.title);
    incident.description = std::move(told.text);
    if (night && incident.time_precision != TimePrecision::WEEK && incident.time_precision != TimePrecision::MONTH)
        incident.description += " It happened at night.";
    const bool violent = category == C::ATTACK_ON_CIVILIANS || category == C::ABDUCTION || category == C::CATTLE_RAID || category == C::CRSV;
    if (violent && random.chance(0.62))
        incident.mission_response = random.pick(kAnswers);
    flagGraveViolations(incident);
}

} // namespace tutela::demo
