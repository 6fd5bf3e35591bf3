// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace.h"

#include "undo_step.h"
#include "writing.h"

#include <QDockWidget>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStyleOptionButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tutela::app {

namespace {

/// Below this width docks on both sides would leave nothing for the centre.
constexpr int kNarrow = 1000;
constexpr int kNarrowDock = 270;
/// Below this height (a window of about 700) a dock under the centre would leave one row of its table.
constexpr int kLow = 590;
constexpr int kLowDock = 226; ///< head and some rows of a list

} // namespace

Workspace::Workspace(Shell& shell, const QString& name, const QString& title)
    : QMainWindow(nullptr, Qt::Widget), m_shell(shell)
{
    setObjectName(name);
    setAccessibleName(title);
    setDockNestingEnabled(true);
}

void Workspace::run(const QString& actionId)
{
    if (const auto handler = m_handlers.constFind(actionId); handler != m_handlers.constEnd())
        (*handler)();
}

QDockWidget* Workspace::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area, int size)
{
    auto* dock = new QDockWidget{title, this};
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    addDockWidget(area, dock);
    m_docks.push_back({dock, area, size});
    return dock;
}

void Workspace::tabDock(QDockWidget* onto, QDockWidget* dock)
{
    for (Dock& each : m_docks)
        if (each.widget == dock)
            each.onto = onto;
}

void Workspace::foldWhenLow(QDockWidget* dock)
{
    for (Dock& each : m_docks)
        if (each.widget == dock)
            each.foldsWhenLow = true;
}

bool Workspace::isLow() const
{
    return height() < kLow * std::min(1.5, m_shell.style.textScale()) && std::any_of(m_docks.begin(), m_docks.end(), [](const Dock& dock) { return dock.foldsWhenLow; });
}

bool Workspace::isNarrow() const { return width() < kNarrow * std::min(1.5, m_shell.style.textScale()); }

/// Layouts belong to a workspace, a screen, a size of text and a narrow or wide, low or high window, never to a mission.
QString Workspace::layoutKey() const
{
    const QSize size = screen() != nullptr ? screen()->size() : QSize{};
    return QStringLiteral("layout/%1/%2x%3-%4%5%6").arg(objectName()).arg(size.width()).arg(size.height()).arg(qRound(m_shell.style.textScale() * 100))
        .arg(m_narrow ? QStringLiteral("-narrow") : QString{}, m_low ? QStringLiteral("-low") : QString{});
}

void Workspace::bringForward(const QWidget* content)
{
    for (const Dock& dock : m_docks)
        if (dock.widget->widget() == content && dock.widget->isVisibleTo(this))
            dock.widget->raise();
}

void Workspace::resetLayout()
{
    m_narrow = isNarrow();
    m_low = isLow();
    QDockWidget* tabs = nullptr;
    for (const Dock& dock : m_docks) {
        const bool side = dock.area == Qt::LeftDockWidgetArea || dock.area == Qt::RightDockWidgetArea;
        dock.widget->setFloating(false);
        addDockWidget(m_narrow && side ? Qt::RightDockWidgetArea : dock.area, dock.widget);
        dock.widget->setVisible(!m_low || !dock.foldsWhenLow);
        if (m_narrow && side && tabs != nullptr)
            tabifyDockWidget(tabs, dock.widget);
        else if (dock.onto != nullptr)
            tabifyDockWidget(dock.onto, dock.widget);
        else if (side)
            tabs = dock.widget;
    }
    for (const Dock& dock : m_docks)
        if (dock.onto != nullptr)
            dock.onto->raise();
    if (m_narrow && tabs != nullptr)
        tabs->raise();
    for (const auto orientation : {Qt::Horizontal, Qt::Vertical}) {
        QList<QDockWidget*> widgets;
        QList<int> sizes;
        for (const Dock& dock : m_docks) {
            const bool side = dock.area == Qt::LeftDockWidgetArea || dock.area == Qt::RightDockWidgetArea;
            if (side == (orientation == Qt::Horizontal) && dock.onto == nullptr) {
                // As wide as larger text needs, but never so that the centre gets less than half; below the centre a low window gives less.
                constexpr double kMostShare = 0.26;
                widgets << dock.widget;
                const int most = qRound((side ? width() : height()) * kMostShare), least = side ? dock.size : std::min(dock.size, kLowDock);
                sizes << std::min(qRound(dock.size * m_shell.style.textScale()), m_narrow && side ? std::max(kNarrowDock, most) : std::max(least, most));
            }
        }
        resizeDocks(widgets, sizes, orientation);
    }
    hideAside();
    QMetaObject::invokeMethod(this, [this] { laidOut(m_low); }, Qt::QueuedConnection);
}

void Workspace::putDocksAside(bool aside)
{
    if (aside == m_aside.has_value())
        return;
    if (aside) {
        m_aside.emplace();
        hideAside();
    } else {
        const QByteArray before = *std::exchange(m_aside, std::nullopt);
        restoreState(before);
    }
}

/// What is shown now is what comes back; a layout that is put back stays aside as well.
void Workspace::hideAside()
{
    if (!m_aside)
        return;
    m_aside = saveState();
    for (const Dock& dock : m_docks)
        dock.widget->hide();
}

void Workspace::restoreLayout()
{
    resetLayout();
    const QByteArray kept = QSettings{}.value(layoutKey()).toByteArray();
    if (!kept.isEmpty()) {
        restoreState(kept);
        hideAside();
    }
}

void Workspace::keepLayout() const
{
    if (m_laidOut)
        QSettings{}.setValue(layoutKey(), m_aside.value_or(saveState()));
}

void Workspace::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(m_laidOut, true))
        restoreLayout();
}

/// A window that becomes narrow or wide, low or high has the layout of that size, each as the person left it.
void Workspace::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (!m_laidOut || (isNarrow() == m_narrow && isLow() == m_low))
        return;
    const bool aside = m_aside.has_value();
    putDocksAside(false); // aside all are hidden, whoever closed which
    std::vector<QDockWidget*> closed;
    for (const Dock& dock : m_docks)
        if (dock.widget->isHidden() && !(m_low && dock.foldsWhenLow)) // which nobody closed
            closed.push_back(dock.widget);
    keepLayout();
    restoreLayout();
    for (auto* dock : closed)
        dock->hide();
    putDocksAside(aside);
}

namespace ui {

namespace {

/// The ring of the focus takes its room from inside the button, whose size stays that without the focus.
class SteadyButton final : public QPushButton {
public:
    using QPushButton::QPushButton;
    [[nodiscard]] QSize sizeHint() const override
    {
        constexpr int kBesideIcon = 4; // as QPushButton has it
        ensurePolished();
        QStyleOptionButton option;
        initStyleOption(&option);
        option.state &= ~QStyle::State_HasFocus;
        QSize inside = fontMetrics().size(Qt::TextShowMnemonic, text());
        if (!icon().isNull())
            inside = QSize{inside.width() + iconSize().width() + kBesideIcon, std::max(inside.height(), iconSize().height())};
        return style()->sizeFromContents(QStyle::CT_PushButton, &option, inside, this);
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace

QLabel* label(const QString& text, const char* role, QWidget* parent, bool wrap)
{
    auto* made = new QLabel{text, parent};
    made->setTextFormat(Qt::PlainText);
    made->setProperty("role", QLatin1String{role});
    made->setWordWrap(wrap);
    return made;
}

QPushButton* button(const QString& name, const QString& text, const char* role, QWidget* parent)
{
    auto* made = qstrcmp(role, "primary") == 0 ? new SteadyButton{text, parent} : new QPushButton{text, parent};
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setProperty("role", QLatin1String{role});
    return made;
}

void tellKeys(const ActionRegistry& actions, QPushButton* button, const QString& id)
{
    actions.follow(id, button, [&actions, button, id] { button->setToolTip(actions.keys(id)); });
}

void nameKeys(const ActionRegistry& actions, QPushButton* button, const QString& text, const QString& id)
{
    actions.follow(id, button, [&actions, button, text, id] {
        button->setText(actions.withKeys(text, id));
        button->setAccessibleName(button->text());
    });
}

void setRole(QPushButton& button, const char* role)
{
    if (button.property("role").toString() == QLatin1String{role})
        return;
    button.setProperty("role", QLatin1String{role});
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

QFrame* panel(const char* role, QWidget* parent, QVBoxLayout** column)
{
    auto* made = new QFrame{parent};
    made->setProperty("role", QLatin1String{role});
    *column = new QVBoxLayout{made};
    (*column)->setContentsMargins(16, 14, 16, 14);
    (*column)->setSpacing(8);
    return made;
}

QFrame* rule(QWidget* parent)
{
    auto* made = new QFrame{parent};
    made->setProperty("role", QStringLiteral("rule"));
    return made;
}

QWidget* emptyState(Style& style, const QString& icon, const QString& sentence, QPushButton* primary, QPushButton* alternative, QWidget* parent)
{
    constexpr int kIcon = 48, kWidest = 460, kMostShare = 100;
    auto* made = new QWidget{parent};
    auto* column = new QVBoxLayout{made};
    column->setSpacing(10);
    column->addStretch();
    auto* picture = new QLabel{made};
    picture->setPixmap(style.pixmap(icon, kIcon, style.colour(map::Token::Text3), 2.0));
    picture->setAlignment(Qt::AlignCenter);
    column->addWidget(picture);
    auto* text = label(sentence, "secondary", made, true);
    text->setObjectName(QStringLiteral("emptySentence"));
    text->setAlignment(Qt::AlignCenter);
    // In a row, not aligned in the column: an aligned label would be as tall as for another width than its own, and cut.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(text, kMostShare);
    middle->addStretch(1);
    column->addLayout(middle);
    const auto bound = [text, &style] { text->setMaximumWidth(qRound(kWidest * style.textScale())); };
    bound();
    QObject::connect(&style, &Style::changed, text, bound);
    for (auto* each : {primary, alternative})
        if (each != nullptr)
            column->addWidget(each, 0, Qt::AlignHCenter);
    column->addStretch();
    return made;
}

void changes(const Shell& shell, QWidget* control)
{
    if (!shell.document.isReadOnly())
        return;
    control->setEnabled(false);
    control->setToolTip(QObject::tr("Read-only: %1.").arg(shell.document.readOnlyReason()).toHtmlEscaped());
}

MessageAction undoAction(Shell& shell)
{
    // A toast may outlive the mission that it speaks of.
    return {QObject::tr("Undo"), UndoStep{[&shell, document = QPointer<session::Document>{&shell.document}, step = shell.document.undoStack().index()] {
                if (document != nullptr && document->undoStack().index() == step)
                    shell.actions.action(QStringLiteral("edit.undo"))->trigger();
            }}};
}

} // namespace ui

} // namespace tutela::app
