// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/view.h>

#include <QString>

#include <filesystem>
#include <vector>

class QWidget;

/// Views with a name: kept for this person and mission file, shared by all maps of it.
namespace tutela::app {

class MapCanvas;
class Style;

struct Bookmark {
    QString name;
    map::Sight sight;
};

/// In the order in which they were added.
[[nodiscard]] std::vector<Bookmark> bookmarksOf(const std::filesystem::path& mission);
/// Another view of the same name gives way.
void keepBookmark(const std::filesystem::path& mission, const Bookmark& bookmark);
void removeBookmark(const std::filesystem::path& mission, const QString& name);

/// Lists them: goes to one, or removes it.
void showBookmarks(QWidget& window, MapCanvas& canvas, const Style& style);

} // namespace tutela::app
