// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/layer_styles.h"
#include "../frame/workspace.h"

class QSlider;
class QTableWidget;

namespace tutela::app {

/// Reference layers of the map, the topmost first: shown or not, in which order, how opaque, there or missing.
class LayersPage : public QWidget {
    Q_OBJECT
public:
    LayersPage(Shell& shell, QWidget* parent);

signals:
    /// Order or opacity, which are kept outside of the mission.
    void stylesChanged(const tutela::app::LayerStyles& styles);

private:
    void refresh();
    void add();
    void locate();
    void rename();
    void remove();
    void move(int by);
    void setOpacity(int percent);
    void updateButtons();
    void keep();
    QWidget* makeTools();
    void showEvent(QShowEvent* event) override;
    [[nodiscard]] QString chooseFile(const QString& title);
    [[nodiscard]] std::int64_t idAt(int row) const;

    Shell& m_shell;
    LayerStyles m_styles;
    bool m_stale = true, m_filling = false;
    QTableWidget* m_table;
    QPushButton* m_locate;
    QPushButton* m_rename;
    QPushButton* m_remove;
    QPushButton* m_up;
    QPushButton* m_down;
    QSlider* m_opacity;
    QLabel* m_opacityText;
    QLabel* m_codes;
    QWidget* m_tools = nullptr;
};

} // namespace tutela::app
