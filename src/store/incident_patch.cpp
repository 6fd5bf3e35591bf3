// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_patch_p.h"

#include "column_room_p.h"

#include <algorithm>
#include <bit>
#include <future>

namespace tutela::store {

using core::IncidentColumns;

namespace {

/// A run of rows of the columns as they are, or one row of what was read.
struct Run {
    std::size_t from = 0, to = 0;
    bool read = false;
};

/// Which rows make the columns as they are now, in id order.
std::vector<Run> runsOf(const IncidentColumns& all, const IncidentColumns& read, const std::set<std::int64_t>& ids)
{
    std::vector<Run> runs;
    std::size_t done = 0;
    std::size_t next = 0;
    for (const std::int64_t id : ids) {
        const auto at = static_cast<std::size_t>(std::lower_bound(all.id.begin(), all.id.end(), id) - all.id.begin());
        if (at > done)
            runs.push_back({done, at});
        done = at < all.size() && all.id[at] == id ? at + 1 : at;
        if (next < read.size() && read.id[next] == id) {
            runs.push_back({next, next + 1, true});
            ++next;
        }
    }
    if (done < all.size())
        runs.push_back({done, all.size()});
    return runs;
}

template <class T>
std::vector<T> joined(const std::vector<T>& all, const std::vector<T>& read, const std::vector<Run>& runs, std::size_t size)
{
    std::vector<T> values;
    giveRoom(values, size);
    for (const Run& run : runs) {
        const auto from = (run.read ? read : all).begin();
        values.insert(values.end(), from + static_cast<std::ptrdiff_t>(run.from), from + static_cast<std::ptrdiff_t>(run.to));
    }
    return values;
}

/// The same incidents as before.
template <class T>
void setValues(std::vector<T>& all, const std::vector<T>& read, const std::vector<std::size_t>& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        all[rows[i]] = read[i];
}

/// Codes of what was read, as codes into the dictionary of all; names that are new to it are added.
template <class Code, class T>
void recode(std::vector<T>& all, std::vector<Code>& read, const std::vector<T>& dictionary)
{
    std::map<T, std::size_t> wanted;
    for (const T& value : dictionary)
        wanted.emplace(value, 0);
    for (std::size_t i = 1; i < all.size(); ++i)
        if (const auto at = wanted.find(all[i]); at != wanted.end())
            at->second = i;
    for (Code& code : read) {
        if (code == 0)
            continue;
        auto& known = wanted.at(dictionary[code]);
        if (known == 0) {
            if (all.size() > static_cast<std::size_t>(std::numeric_limits<Code>::max()))
                throw core::Error{core::ErrorCode::Limit, "too many different names in one column of the incidents"};
            known = all.size();
            all.push_back(dictionary[code]);
        }
        code = static_cast<Code>(known);
    }
}

/// Names in the order in which they first occur, without those that no incident has any more.
template <class Code, class T>
void putInOrder(std::vector<Code>& column, std::vector<T>& dictionary)
{
    std::size_t next = 1;
    const bool inOrder = std::all_of(column.begin(), column.end(), [&next](Code code) {
        next += code == next ? 1 : 0;
        return code < next;
    });
    if (inOrder && next == dictionary.size())
        return;
    std::vector<Code> codes(dictionary.size(), 0);
    std::vector<T> kept{T{}};
    for (Code& code : column) {
        if (code == 0)
            continue;
        if (codes[code] == 0) {
            codes[code] = static_cast<Code>(kept.size());
            kept.push_back(std::move(dictionary[code]));
        }
        code = codes[code];
    }
    dictionary = std::move(kept);
}

template <class Visit>
void eachColumn(IncidentColumns& a, const IncidentColumns& b, const Visit& visit)
{
    const auto all = [&](auto... column) { (visit(a.*column, b.*column), ...); };
    using C = IncidentColumns;
    all(&C::id, &C::lonE7, &C::latE7, &C::time, &C::time_precision, &C::place_precision, &C::category, &C::verification, &C::victim_status, &C::act_severity,
        &C::killed_best, &C::killed_low, &C::killed_high, &C::killed_civilians, &C::injured, &C::abducted, &C::displaced, &C::perpetrators, &C::sources,
        &C::dataset, &C::source_type);
    if (!b.sensitivity.empty())
        visit(a.sensitivity, b.sensitivity);
    if (!b.duration_minutes.empty())
        visit(a.duration_minutes, b.duration_minutes);
}

/// Columns that few incidents have end with the last that has something.
template <class T>
void endWithLast(std::vector<T>& values, T nothing)
{
    while (!values.empty() && values.back() == nothing)
        values.pop_back();
}

} // namespace

IncidentColumns copyOf(const IncidentColumns& columns)
{
    IncidentColumns copy;
    const auto copyEachSecond = [&](std::size_t first) {
        std::size_t number = first;
        eachColumn(copy, columns, [&number]<class T>(std::vector<T>& into, const std::vector<T>& values) {
            if (number++ % 2 != 0)
                return;
            giveRoom(into, values.size());
            into.insert(into.end(), values.begin(), values.end());
        });
    };
    auto others = std::async(std::launch::async, copyEachSecond, 1);
    copyEachSecond(0);
    others.get();
    copy.perpetratorLists = columns.perpetratorLists;
    copy.sourceLists = columns.sourceLists;
    copy.datasets = columns.datasets;
    copy.sourceTypes = columns.sourceTypes;
    return copy;
}

void patchIncidents(IncidentColumns& columns, sqlite3* db, const std::set<std::int64_t>& ids)
{
    IncidentBuilder builder;
    forEachIncidentRow(db, ids, [&](const IncidentBuilder::Row& row) { builder.add(row); });
    IncidentColumns& read = builder.columns;
    recode(columns.perpetratorLists, read.perpetrators, read.perpetratorLists);
    recode(columns.sourceLists, read.sources, read.sourceLists);
    recode(columns.datasets, read.dataset, read.datasets);
    recode(columns.sourceTypes, read.source_type, read.sourceTypes);
    if (!columns.sensitivity.empty() || !read.sensitivity.empty()) {
        columns.sensitivity.resize(columns.size(), IncidentColumns::kNoWord);
        read.sensitivity.resize(read.size(), IncidentColumns::kNoWord);
    }
    if (!columns.duration_minutes.empty() || !read.duration_minutes.empty()) {
        columns.duration_minutes.resize(columns.size(), IncidentColumns::kUnknown);
        read.duration_minutes.resize(read.size(), IncidentColumns::kUnknown);
    }

    std::vector<std::size_t> rows;
    for (const std::int64_t id : ids)
        if (const auto row = columns.find(core::IncidentId{id}))
            rows.push_back(*row);
    if (rows.size() == ids.size() && read.size() == ids.size()) {
        eachColumn(columns, read, [&](auto& all, const auto& now) { setValues(all, now, rows); });
    } else {
        const auto runs = runsOf(columns, read, ids);
        const std::size_t size = columns.size() - rows.size() + read.size();
        eachColumn(columns, read, [&](auto& all, const auto& now) { all = joined(all, now, runs, size); });
    }
    endWithLast(columns.sensitivity, IncidentColumns::kNoWord);
    endWithLast(columns.duration_minutes, IncidentColumns::kUnknown);
    putInOrder(columns.perpetrators, columns.perpetratorLists);
    putInOrder(columns.sources, columns.sourceLists);
    putInOrder(columns.dataset, columns.datasets);
    putInOrder(columns.source_type, columns.sourceTypes);
}

} // namespace tutela::store
