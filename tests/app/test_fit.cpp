// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is cut off, in any workspace, on any screen, at any size of text (ux.md, UX-11).
#include "window_fixture.h"

#include "data/data_workspace.h"
#include "frame/elided_button.h"
#include "frame/elided_label.h"
#include "frame/flow_layout.h"

#include <tutela/session/job_runner.h>

#include <catch2/catch.hpp>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QHelpEvent>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolButton>
#include <QToolTip>

#include <set>
#include <vector>

using namespace tutela;
using test::Window;

namespace {

constexpr int kSlack = 1; ///< pixels that rounding may take

constexpr int kCalmMs = 60'000;

/// Where everything of the window lies.
std::vector<QRect> places(const QWidget& window)
{
    std::vector<QRect> rects;
    for (const auto* widget : window.findChildren<QWidget*>())
        rects.push_back(widget->geometry());
    return rects;
}

/// Waits until nothing moves: a layout can take several turns of the event loop, each as long as the machine is loaded.
void settle(const Window& person)
{
    std::vector<QRect> before;
    REQUIRE(QTest::qWaitFor(
        [&] {
            QTest::qWait(60); // laid out and painted
            auto now = places(*person.window);
            const bool calm = session::JobRunner::atWork() == 0 && now == before;
            before = std::move(now);
            return calm;
        },
        kCalmMs));
}

/// What a person reads or uses; parts that Qt makes for itself inside of others are theirs to place.
bool isControl(const QWidget& widget)
{
    if (widget.objectName().startsWith(QStringLiteral("qt_")))
        return false;
    for (const QWidget* at = widget.parentWidget(); at != nullptr; at = at->parentWidget())
        if (qobject_cast<const QAbstractSpinBox*>(at) != nullptr || qobject_cast<const QComboBox*>(at) != nullptr || qobject_cast<const QLineEdit*>(at) != nullptr
            || qobject_cast<const QTabBar*>(at) != nullptr || qobject_cast<const QAbstractItemView*>(at) != nullptr)
            return false;
    if (qobject_cast<const QScrollBar*>(&widget) != nullptr)
        return false;
    return qobject_cast<const QAbstractButton*>(&widget) != nullptr || qobject_cast<const QLabel*>(&widget) != nullptr || qobject_cast<const QLineEdit*>(&widget) != nullptr
           || qobject_cast<const QComboBox*>(&widget) != nullptr || qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr || qobject_cast<const QAbstractSlider*>(&widget) != nullptr
           || qobject_cast<const QTextEdit*>(&widget) != nullptr || qobject_cast<const QPlainTextEdit*>(&widget) != nullptr || qobject_cast<const QAbstractItemView*>(&widget) != nullptr;
}

/// In a dock whose tab is not chosen: the main window keeps it beside itself, though it counts as visible.
bool liesBehindATab(const QWidget& control)
{
    for (const QWidget* at = &control; at != nullptr; at = at->parentWidget())
        if (const auto* dock = qobject_cast<const QDockWidget*>(at))
            return !dock->isFloating() && dock->parentWidget() != nullptr && !dock->parentWidget()->rect().intersects(dock->geometry());
    return false;
}

bool sticksOut(const QWidget& ancestor, const QRect& box, Qt::Orientation way)
{
    const QRect room = ancestor.rect().adjusted(-kSlack, -kSlack, kSlack, kSlack);
    return way == Qt::Horizontal ? box.left() < room.left() || box.right() > room.right() : box.top() < room.top() || box.bottom() > room.bottom();
}

/// Whether a person can bring what lies outside of the area into it.
bool scrolls(const QScrollArea& area, Qt::Orientation way)
{
    const auto policy = way == Qt::Horizontal ? area.horizontalScrollBarPolicy() : area.verticalScrollBarPolicy();
    const auto* bar = way == Qt::Horizontal ? area.horizontalScrollBar() : area.verticalScrollBar();
    return policy != Qt::ScrollBarAlwaysOff && bar->maximum() > bar->minimum();
}

/// The widget around this one that cuts it off for good; null = all of it can be seen.
const QWidget* whoCuts(const QWidget& control, Qt::Orientation way)
{
    const QWidget* seen = &control;
    QRect box = control.rect();
    while (!seen->isWindow() && seen->parentWidget() != nullptr) {
        box.moveTopLeft(seen->mapTo(seen->parentWidget(), box.topLeft()));
        const QWidget* parent = seen->parentWidget();
        if (sticksOut(*parent, box, way)) {
            const auto* area = qobject_cast<const QScrollArea*>(parent->parentWidget());
            if (area == nullptr || area->viewport() != parent || !scrolls(*area, way))
                return parent;
            box = parent->rect(); // scrolled into view it lies there
        }
        seen = parent;
    }
    return nullptr;
}

/// @returns the text that is cut; empty when none is
QString cutText(const QLabel& label)
{
    if (label.text().isEmpty() || label.contentsRect().width() <= 0)
        return {};
    if (label.wordWrap()) {
        const bool low = label.heightForWidth(label.width()) > label.height() + kSlack;
        int longest = 0;
        if (!Qt::mightBeRichText(label.text()))
            for (const QString& word : label.text().split(QLatin1Char(' ')))
                longest = std::max(longest, label.fontMetrics().horizontalAdvance(word));
        return low || longest > label.contentsRect().width() + kSlack ? label.text() : QString{};
    }
    if (dynamic_cast<const app::ElidedLabel*>(&label) != nullptr)
        return {}; // gives way and tells the whole in its tip: tested by itself
    if (label.toolTip().contains(label.text().toHtmlEscaped()))
        return {};
    return label.sizeHint().width() > label.width() + kSlack ? label.text() : QString{};
}

QString cutText(const QAbstractButton& button)
{
    if (button.text().isEmpty() || button.layout() != nullptr || dynamic_cast<const app::ElidedButton*>(&button) != nullptr)
        return {};
    int text = button.fontMetrics().size(Qt::TextShowMnemonic, button.text()).width(), room = button.width();
    if (const auto* tool = qobject_cast<const QToolButton*>(&button)) {
        if (tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
            return {};
        if (tool->toolButtonStyle() == Qt::ToolButtonTextBesideIcon && !tool->icon().isNull())
            text += tool->iconSize().width();
    } else {
        QStyleOptionButton option;
        option.initFrom(&button);
        option.text = button.text();
        option.icon = button.icon();
        option.iconSize = button.iconSize();
        const bool box = qobject_cast<const QCheckBox*>(&button) != nullptr, round = qobject_cast<const QRadioButton*>(&button) != nullptr;
        room = button.style()->subElementRect(box ? QStyle::SE_CheckBoxContents : round ? QStyle::SE_RadioButtonContents : QStyle::SE_PushButtonContents, &option, &button).width();
        if (!button.icon().isNull())
            text += button.iconSize().width();
    }
    return text > room + kSlack && !button.toolTip().contains(button.text().toHtmlEscaped()) ? button.text() : QString{};
}

QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 \"%2\"").arg(QLatin1String{widget.metaObject()->className()}, widget.objectName());
}

/// Looks at all that is in view and keeps what does not fit.
class Fit {
public:
    void look(const QString& where, const QWidget& root)
    {
        for (const auto* widget : root.findChildren<QWidget*>())
            if (widget->isVisible() && widget->window() == &root && isControl(*widget) && !liesBehindATab(*widget)) {
                ++m_seen;
                lookAt(where, *widget);
            }
    }
    void say(const QString& fault) { m_faults.insert(fault.toStdString()); }
    [[nodiscard]] std::string faults() const
    {
        std::string lines = std::to_string(m_faults.size()) + " do not fit:\n";
        for (const auto& fault : m_faults)
            lines += fault + '\n';
        return lines;
    }
    [[nodiscard]] bool areThere() const { return !m_faults.empty(); }
    [[nodiscard]] int seen() const { return m_seen; }

private:
    void lookAt(const QString& where, const QWidget& widget)
    {
        for (const auto way : {Qt::Horizontal, Qt::Vertical})
            if (const QWidget* cuts = whoCuts(widget, way))
                say(QStringLiteral("%1: %2 sticks out of %3 %4").arg(where, nameOf(widget), nameOf(*cuts), way == Qt::Horizontal ? QStringLiteral("sideways") : QStringLiteral("up or down")));
        QString cut;
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            cut = cutText(*label);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            cut = cutText(*button);
        if (!cut.isEmpty())
            say(QStringLiteral("%1: the text of %2 is cut: %3").arg(where, nameOf(widget), cut.left(80)));
    }
    std::set<std::string> m_faults;
    int m_seen = 0;
};

/// Every dock of the workspace, brought to the front one after the other.
void lookAtDocks(Fit& fit, const QString& where, const Window& person)
{
    for (auto* dock : person.window->current()->findChildren<QDockWidget*>())
        if (!dock->isHidden()) {
            dock->raise();
            settle(person);
            fit.look(where + QStringLiteral(", ") + dock->objectName(), *person.window);
        }
}

void lookAtRoom(Fit& fit, const QString& where, const Window& person)
{
    auto* data = qobject_cast<app::DataWorkspace*>(person.window->current());
    if (data == nullptr) {
        lookAtDocks(fit, where, person);
        fit.look(where, *person.window);
        return;
    }
    const auto* sections = data->findChild<QListWidget*>(QStringLiteral("dataSections"));
    REQUIRE(sections != nullptr);
    for (int row = 0; row < sections->count(); ++row) {
        const QString section = sections->item(row)->data(Qt::UserRole).toString();
        data->showSection(section);
        settle(person);
        fit.look(where + QStringLiteral(", ") + section, *person.window);
    }
    lookAtDocks(fit, where, person);
}

void lookEverywhere(double scale, const std::vector<QSize>& screens)
{
    Window person;
    person.openDemo();
    person.style.setTextScale(scale);
    Fit fit;
    for (const QSize size : screens) {
        person.window->resize(size);
        for (const QString& room : app::MainWindow::workspaceNames()) {
            person.window->show(room);
            settle(person);
            const QString where = QStringLiteral("%1 at %2 x %3, %4 %").arg(room).arg(size.width()).arg(size.height()).arg(qRound(scale * 100));
            if (person.window->size() != size)
                fit.say(where + QStringLiteral(": the window takes %1 x %2").arg(person.window->width()).arg(person.window->height()));
            lookAtRoom(fit, where, person);
        }
    }
    INFO(fit.faults());
    CHECK_FALSE(fit.areThere());
    CHECK(fit.seen() > 500); // otherwise nothing was looked at
}

} // namespace

TEST_CASE("in every workspace and on every screen no control lies outside and no text is cut")
{
    lookEverywhere(1.0, {QSize{800, 600}, QSize{1280, 720}, QSize{1366, 768}});
}

TEST_CASE("with text of twice the size no control lies outside and no text is cut")
{
    lookEverywhere(2.0, {QSize{1280, 720}, QSize{1366, 768}});
}

TEST_CASE("what does not fit is found")
{
    Window person; // the style of the program
    QWidget root;
    root.resize(200, 100);
    auto* out = new QPushButton{QStringLiteral("Out"), &root};
    out->setGeometry(180, 10, 100, 30);
    auto* cut = new QLabel{QStringLiteral("A sentence that has no room at all in so few pixels"), &root};
    cut->setGeometry(10, 60, 60, 20);
    auto* fits = new QLabel{QStringLiteral("Fits"), &root};
    fits->setGeometry(10, 10, 100, 30);
    root.show();
    QTest::qWait(20);
    Fit fit;
    fit.look(QStringLiteral("here"), root);
    const QString faults = QString::fromStdString(fit.faults());
    CHECK(faults.startsWith(QStringLiteral("2 do not fit")));
    CHECK(faults.contains(QStringLiteral("sticks out")));
    CHECK(faults.contains(QStringLiteral("is cut: A sentence")));
}

TEST_CASE("what a scroll area can bring in lies inside of it, what it cannot does not")
{
    Window person;
    QScrollArea area;
    area.resize(200, 100);
    auto* page = new QWidget;
    page->resize(400, 400);
    auto* button = new QPushButton{QStringLiteral("Far"), page};
    button->setGeometry(300, 300, 80, 40);
    area.setWidget(page);
    area.show();
    QTest::qWait(20);
    CHECK(whoCuts(*button, Qt::Horizontal) == nullptr);
    CHECK(whoCuts(*button, Qt::Vertical) == nullptr);
    area.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QTest::qWait(20);
    CHECK(whoCuts(*button, Qt::Horizontal) == area.viewport());
}

TEST_CASE("texts that give way tell the whole of it in their tip")
{
    Window person;
    const auto tipOf = [](QWidget& widget) {
        QHelpEvent help{QEvent::ToolTip, {2, 2}, widget.mapToGlobal(QPoint{2, 2})};
        QApplication::sendEvent(&widget, &help);
        return QToolTip::text();
    };
    const QString whole = QStringLiteral("2 roads closed & 1 base added, <wet> season, by night");
    app::ElidedLabel label{nullptr};
    label.setText(whole);
    label.resize(60, 20);
    label.show();
    CHECK(label.isCut());
    CHECK(tipOf(label).contains(whole.toHtmlEscaped()));
    app::ElidedButton button{nullptr};
    button.setText(QStringLiteral("2 roads closed, 1 base added, wet season, by night"));
    button.setToolTip(QStringLiteral("Lists every change."));
    button.resize(120, 40);
    button.show();
    CHECK(button.shownText() != button.text());
    CHECK(tipOf(button).contains(button.text()));
    CHECK(tipOf(button).contains(QStringLiteral("Lists every change.")));
    button.resize(900, 40);
    CHECK(button.shownText() == button.text());
    CHECK(tipOf(button) == QStringLiteral("Lists every change."));
}

TEST_CASE("what is wider than a row of flowing controls wraps in a row of its own")
{
    Window person;
    QWidget holder;
    auto* row = new app::FlowLayout{6, 4};
    holder.setLayout(row);
    auto* inner = new QWidget{&holder};
    auto* inside = new app::FlowLayout{6, 4};
    inner->setLayout(inside);
    for (int i = 0; i < 4; ++i) {
        auto* part = new QWidget{inner};
        part->setFixedSize(80, 30);
        inside->addWidget(part);
    }
    row->addWidget(inner);
    auto* after = new QWidget{&holder};
    after->setFixedSize(80, 30);
    row->addWidget(after);
    holder.resize(180, row->heightForWidth(180));
    holder.show();
    QTest::qWait(20);
    CHECK(inner->height() == 30 + 4 + 30); // two and two
    CHECK(after->y() >= inner->geometry().bottom());
    CHECK(holder.rect().contains(after->geometry()));
}
