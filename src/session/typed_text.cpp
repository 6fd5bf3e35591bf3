// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/typed_text.h>

#include "translated_p.h"

#include <tutela/core/collections.h>
#include <tutela/core/error.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/exchange/reference.h>
#include <tutela/session/display.h>

#include <QDate>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <QTime>

#include <algorithm>
#include <numeric>

namespace tutela::session {

using core::Field;
using core::FieldType;

namespace {

/// A day with or without a time of day, as people write them.
const QRegularExpression& timePattern()
{
    static const QRegularExpression pattern{QStringLiteral("^(.*?\\d{4}|\\d{4}-\\d{1,2}-\\d{1,2})(?:[T,]?\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?$")};
    return pattern;
}

QDate dayTyped(const QString& text)
{
    const QLocale english{QLocale::English};
    for (const auto& format : {QStringLiteral("yyyy-M-d"), QStringLiteral("d MMM yyyy"), QStringLiteral("d MMMM yyyy")})
        if (const QDate day = english.toDate(text.simplified(), format); day.isValid())
            return day;
    return {};
}

core::Day coreDay(const QDate& day)
{
    return std::chrono::year{day.year()} / day.month() / day.day();
}

/// The instant at which the clock of the zone shows a time of a day; empty when it never does (a clock put forward).
std::optional<core::Instant> instantAt(const core::TimeZone& zone, core::Day day, int second)
{
    core::Instant at = zone.startOf(day) + std::chrono::seconds{second};
    at += std::chrono::seconds{second - zone.secondOfDay(at)}; // across a change of the clock
    if (zone.dayAt(at) != day || zone.secondOfDay(at) != second)
        return std::nullopt;
    return at;
}

core::Instant instantTyped(const core::TimeZone& zone, const QString& text)
{
    const QString plain = text.simplified();
    static const QRegularExpression absolute{QStringLiteral("(Z|[+-]\\d{2}:\\d{2})$")};
    if (absolute.match(plain).hasMatch() && plain.contains(QLatin1Char(':')))
        return core::instantOf(QString{plain}.replace(QLatin1Char(' '), QLatin1Char('T')).toStdString());
    const auto parts = timePattern().match(plain);
    const QDate day = dayTyped(parts.captured(1).remove(QLatin1Char(',')));
    if (parts.hasMatch() && day.isValid()) {
        if (parts.captured(2).isEmpty())
            return zone.startOf(coreDay(day));
        const QTime time{parts.captured(2).toInt(), parts.captured(3).toInt(), parts.captured(4).toInt()};
        if (time.isValid())
            if (const auto at = instantAt(zone, coreDay(day), time.msecsSinceStartOfDay() / 1000))
                return *at;
    }
    throw core::Error{core::ErrorCode::InvalidInput, tr("\"%1\" is not a time; write 2026-10-31 14:05 (clock of %2) or 2026-10-31")
                                                         .arg(text, QString::fromStdString(zone.name())).toStdString()};
}

/// "Attack on civilians" as well as ATTACK_ON_CIVILIANS.
std::string wordTyped(const Field& field, const std::string& text)
{
    const std::string wanted = core::folded(text);
    for (const auto word : field.words)
        if (core::folded(word) == wanted)
            return std::string{word};
    return text;
}

std::string typedFor(const core::Mission& mission, const Field& field, const std::string& text)
{
    if (field.type == FieldType::Word)
        return wordTyped(field, text);
    if (field.type == FieldType::Reference && field.refers)
        return std::to_string(exchange::resolve(mission, *field.refers, text));
    if (field.type != FieldType::WordList && field.type != FieldType::ReferenceList)
        return text;
    std::string joined;
    for (const std::string& part : core::split(text, ';')) {
        const std::string trimmed{core::trimmed(part)};
        if (trimmed.empty())
            continue;
        joined += (joined.empty() ? "" : ";")
                  + (field.type == FieldType::WordList ? wordTyped(field, trimmed)
                     : field.refers                    ? std::to_string(exchange::resolve(mission, *field.refers, trimmed))
                                                       : trimmed);
    }
    return joined;
}

/// Letters to change, add or take away to make one text of the other.
std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j)
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1] ? 1 : 0)}));
    }
    return row.back();
}

/// The name nearest to what was typed, when it is near.
class Nearest {
public:
    explicit Nearest(const QString& typed) : m_typed(core::folded(typed.toStdString())) {}
    void offer(const std::string& name)
    {
        constexpr std::size_t kLongest = 60; // nobody mistypes a name of this length by a letter
        const std::string folded = core::folded(name);
        if (folded.empty() || folded.size() > kLongest || m_typed.size() > kLongest)
            return;
        const std::size_t far = folded.starts_with(m_typed) && m_typed.size() > 2 ? 1 : distance(m_typed, folded);
        if (far < m_far && far <= std::max<std::size_t>(1, folded.size() / 3)) {
            m_far = far;
            m_name = name;
        }
    }
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    std::string m_typed, m_name;
    std::size_t m_far = std::numeric_limits<std::size_t>::max();
};

/// One word or name in the place of the typed one.
QString nearestName(const core::Mission& mission, const Field& field, const QString& typed)
{
    Nearest nearest{typed};
    for (const std::string_view word : field.words)
        nearest.offer(core::spoken(word));
    if (field.refers)
        core::withCollection(mission, *field.refers, [&](const auto& records) {
            for (const auto& record : records)
                nearest.offer(exchange::calledName(core::valuesOf(record)));
        });
    return QString::fromStdString(nearest.name());
}

/// Digits as they may be meant: "12x" 12, "1,5" 1.5, "1 200" 1200. Whether "10.000" is ten or ten thousand is not guessed.
QString nearestNumber(const Field& field, QString typed)
{
    static const QRegularExpression blanks{QStringLiteral("[\\s\u00A0\u202F\u2009']")}, figure{QStringLiteral("-?\\d+(?:[.,]\\d+)?")};
    static const QRegularExpression oneGroup{QStringLiteral("\\d[.,]\\d{3}(?!\\d)")};
    const auto found = figure.match(typed.remove(blanks));
    if (field.type == FieldType::Integer && oneGroup.match(found.captured(0)).hasMatch())
        return {};
    QString number = found.captured(0).replace(QLatin1Char(','), QLatin1Char('.'));
    if (field.type == FieldType::Integer)
        number = number.section(QLatin1Char('.'), 0, 0);
    return number;
}

/// "31/10/2026 14:05" when only one order of day and month fits, "31.10.2026".
QString nearestTime(const QString& typed)
{
    static const QRegularExpression numbers{QStringLiteral("^(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})(?:[T,]?\\s*(\\d{1,2}:\\d{2}))?")};
    const auto found = numbers.match(typed.simplified());
    if (!found.hasMatch())
        return {};
    const int first = found.captured(1).toInt(), second = found.captured(2).toInt(), year = found.captured(3).toInt();
    const QDate dayFirst{year, second, first}, monthFirst{year, first, second};
    if (dayFirst.isValid() && monthFirst.isValid() && first != second)
        return {}; // which of them is meant is not guessed
    const QDate day = dayFirst.isValid() ? dayFirst : monthFirst;
    return day.isValid() ? (day.toString(Qt::ISODate) + QLatin1Char(' ') + found.captured(4)).trimmed() : QString{};
}

QString nearMiss(const core::Mission& mission, const Field& field, const QString& text)
{
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Real: return nearestNumber(field, text);
    case FieldType::Time:
    case FieldType::Day: return nearestTime(text);
    case FieldType::Word:
    case FieldType::Reference: return nearestName(mission, field, text);
    case FieldType::WordList:
    case FieldType::ReferenceList: {
        QStringList parts;
        for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
            const QString near = nearestName(mission, field, part.trimmed());
            if (near.isEmpty())
                return {};
            parts << near;
        }
        return parts.join(QStringLiteral("; "));
    }
    default: return {};
    }
}

} // namespace

QString typedText(const Field& field, const core::Value& value, const core::Mission& mission)
{
    const auto* text = std::get_if<std::string>(&value);
    if (field.type != FieldType::Time || text == nullptr)
        return editText(field, value);
    const auto zone = mission.timeZone();
    const core::Instant at = core::instantOf(*text);
    const std::chrono::year_month_day day{zone.dayAt(at)};
    const QString date = QDate{static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())), static_cast<int>(static_cast<unsigned>(day.day()))}.toString(Qt::ISODate);
    const int second = zone.secondOfDay(at);
    if (at == zone.startOf(zone.dayAt(at)))
        return date;
    constexpr int kMinute = 60;
    return date + QLatin1Char(' ') + QTime::fromMSecsSinceStartOfDay(second * 1000).toString(second % kMinute == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"));
}

core::Value valueOfText(const core::Mission& mission, const Field& field, const QString& text)
{
    QString plain = text.trimmed();
    if (field.type == FieldType::Integer || field.type == FieldType::Real)
        plain.remove(QChar{0x202F}); // the space that parts thousands where numbers are shown
    if (plain.isEmpty())
        return {};
    if (field.type == FieldType::Time)
        return core::Value{core::toText(instantTyped(mission.timeZone(), plain))};
    return core::valueFromText(field, typedFor(mission, field, plain.toStdString()));
}

bool saysHour(const QString& text) { return text.contains(QLatin1Char(':')); }

std::optional<QString> suggestedText(const core::Mission& mission, const Field& field, const QString& text)
{
    const QString near = nearMiss(mission, field, text);
    if (near.isEmpty() || near == text)
        return std::nullopt;
    try {
        static_cast<void>(valueOfText(mission, field, near));
        return near;
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

std::optional<core::Day> dayOfText(const QString& text)
{
    const QDate day = dayTyped(text);
    return day.isValid() ? std::optional{coreDay(day)} : std::nullopt;
}

} // namespace tutela::session
