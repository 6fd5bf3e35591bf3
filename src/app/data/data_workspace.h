// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/map_canvas.h"
#include "../frame/workspace.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

class QListWidget;
class QSplitter;
class QStackedWidget;

namespace tutela::app {

class ProblemsPage;
class RecordForm;
class RecordTable;

/// Where do the data come from, are they healthy? Tables and forms of all kinds, imports, problems, layers and settings.
class DataWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit DataWorkspace(Shell& shell);
    void activated() override;
    /// "sources", "places" ... as kindName() in the plural, "layers", "problems", "parameters", "settings".
    void showSection(const QString& name);
    [[nodiscard]] QString section() const;

private:
    void laidOut(bool low) override;
    struct Section {
        QString name;
        QWidget* page = nullptr;
        RecordTable* table = nullptr;
        RecordForm* form = nullptr;
        bool map = false; ///< the map stands below it
        std::optional<core::Kind> kind{}; ///< of table and form; empty = it has none
        std::function<void(Section&)> make{}; ///< makes page, table and form when they are first wanted; empty = they are there
    };
    Section& addSection(const QString& name, const QString& title, QWidget* page, bool map);
    void addKind(core::Kind kind);
    void makeKind(Section& section, core::Kind kind);
    void addSettings();
    void showRow(int row);
    void makeSections();
    void showNew(RecordForm& form);
    void makeDocks();
    QWidget* makeLayerList();
    void followSelection();
    void chooseSelected();
    void showRecord(session::RecordRef record, const QString& field = {});
    void startPick();
    [[nodiscard]] Section* sectionOf(core::Kind kind);
    [[nodiscard]] Section& current();

    QStackedWidget* m_pages;
    QSplitter* m_centre;
    MapCanvas* m_map;
    QStackedWidget* m_forms;
    QWidget* m_layers = nullptr; ///< of the map, to tick; only beside a map
    QListWidget* m_list;
    QDockWidget* m_formDock = nullptr;
    ProblemsPage* m_problems = nullptr;
    std::vector<Section> m_sections;
    std::map<core::Kind, std::size_t> m_kinds;
    bool m_selecting = false;
    std::optional<session::RecordRef> m_followed; ///< the selection that was shown when the workspace came to the front
};

} // namespace tutela::app
