// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "data/data_workspace.h"
#include "frame/command_palette.h"

#include <tutela/core/collections.h>
#include <tutela/core/field_table.h>
#include <tutela/session/job_runner.h>
#include <tutela/store/mission_file.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemView>
#include <QAction>
#include <QDialog>
#include <QDir>
#include <QHelpEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextEdit>
#include <QTimer>
#include <QToolTip>

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

using namespace tutela;

// A mission whose every text is a picture in the language of web pages (hardening.md, A1): nothing that the window shows
// reads it as one, and nobody opens the file of the picture.

namespace {

const std::string kPicture = "<img src=CANARY.png>";
constexpr int kCalmMs = 20'000;

// --- the mission

/// Read by the program, not by people: anything else in them is refused elsewhere or makes the mission another one.
bool isForMachines(const core::Field& field)
{
    static const std::set<std::string_view> kNames{"time_zone", "speeds", "version", "content_hash"};
    return kNames.contains(field.name);
}

/// The structure with a picture in every text of it that may be one.
void poison(nlohmann::json& node, const std::function<bool()>& isTaken)
{
    if (node.is_string()) {
        const nlohmann::json before = std::exchange(node, kPicture);
        if (!isTaken())
            node = before; // a word or a time
        return;
    }
    if (node.is_structured())
        for (auto& child : node)
            poison(child, isTaken);
}

class Poisoner {
public:
    explicit Poisoner(store::Transaction& change) : m_change(change) {}

    void poison(const core::RecordValues& record)
    {
        std::vector<std::pair<const core::Field*, core::Value>> all;
        for (const core::Field& field : core::fieldsOf(record.kind))
            if (!field.system && !field.derived && !isForMachines(field) && (field.type == core::FieldType::Text || field.type == core::FieldType::TextList))
                all.emplace_back(&field, field.type == core::FieldType::Text ? kPicture : nlohmann::json::array({kPicture}).dump());
        for (auto& [field, value] : all) // no two records of a dataset have one id
            if (field->name == "source_id")
                value = kPicture + std::to_string(record.id());
        if (!set(record, all))
            for (const auto& each : all)
                static_cast<void>(set(record, {each}));
        for (std::size_t i = 0; i < record.values.size(); ++i)
            if (core::fieldsOf(record.kind)[i].type == core::FieldType::Structure && !core::isNull(record.values[i]))
                poisonStructure(record, core::fieldsOf(record.kind)[i], record.values[i]);
    }
    [[nodiscard]] const std::set<core::Kind>& kinds() const { return m_kinds; }
    [[nodiscard]] std::size_t texts() const { return m_texts; }

private:
    /// @returns whether the mission takes it: an approved version takes nothing
    bool set(const core::RecordValues& record, const std::vector<std::pair<const core::Field*, core::Value>>& fields)
    {
        if (fields.empty())
            return true;
        try {
            m_change.update(record.kind, record.id(), fields);
        } catch (const core::Error&) {
            return false;
        }
        m_kinds.insert(record.kind);
        m_texts += fields.size();
        return true;
    }
    void poisonStructure(const core::RecordValues& record, const core::Field& field, const core::Value& value)
    {
        auto json = core::toJson(field, value);
        ::poison(json, [&] {
            try {
                return set(record, {{&field, core::valueFromJson(field, json)}});
            } catch (const core::Error&) {
                return false;
            }
        });
    }
    store::Transaction& m_change;
    std::set<core::Kind> m_kinds;
    std::size_t m_texts = 0;
};

void poisonMission(const std::filesystem::path& path)
{
    auto file = store::MissionFile::open(path, store::Access::ReadWrite);
    std::vector<core::RecordValues> records{core::valuesOf(file.snapshot().details)};
    for (const auto word : core::wordsOf<core::Kind>())
        if (const auto kind = *core::enumerator<core::Kind>(word); kind != core::Kind::MISSION)
            file.forEach(kind, [&](const core::RecordValues& record) { records.push_back(record); });
    std::set<core::Kind> there, poisoned;
    std::size_t texts = 0;
    file.commit(store::Author::of("POC_ADVISER/AB"), kPicture, [&](store::Transaction& change) {
        Poisoner poisoner{change};
        for (const auto& record : records) {
            there.insert(record.kind);
            poisoner.poison(record);
        }
        poisoned = poisoner.kinds();
        texts = poisoner.texts();
    });
    CHECK(poisoned == there); // of each kind that the mission has
    CHECK(there.size() > 15);
    CHECK(texts > 10'000);
}

// --- who reads it

/// Tells whether a file was opened, by anybody.
class Trap {
public:
    explicit Trap(const std::filesystem::path& file) : m_events(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        REQUIRE(m_events >= 0);
        REQUIRE(::inotify_add_watch(m_events, file.c_str(), IN_OPEN) >= 0);
    }
    ~Trap() { ::close(m_events); }
    Trap(const Trap&) = delete;
    Trap& operator=(const Trap&) = delete;
    [[nodiscard]] bool sprang() const
    {
        std::array<char, 4096> events{};
        return ::read(m_events, events.data(), events.size()) > 0;
    }

private:
    int m_events;
};

/// The program works in a folder until the test ends: a picture without a folder is looked for there.
class WorksIn {
public:
    explicit WorksIn(const std::filesystem::path& folder) : m_before(QDir::currentPath()) { QDir::setCurrent(QString::fromStdString(folder.string())); }
    ~WorksIn() { QDir::setCurrent(m_before); }
    WorksIn(const WorksIn&) = delete;
    WorksIn& operator=(const WorksIn&) = delete;

private:
    QString m_before;
};

/// What Qt would read as markup when it may guess.
bool isRead(const QString& text) { return text.contains(QStringLiteral("<img")) && Qt::mightBeRichText(text); }

bool holdsPicture(const QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto at = block.begin(); !at.atEnd(); ++at)
            if (at.fragment().charFormat().isImageFormat())
                return true;
    return false;
}

/// Looks at everything in view and keeps where markup was read.
class Inspector {
public:
    enum class Cells { Pointed, Not };
    /// @param cells  whether the mouse rests on every cell of every table: it takes its time
    void look(const QString& room, QWidget& root, Cells cells = Cells::Pointed)
    {
        m_room = room;
        lookAt(root, cells);
        for (auto* widget : root.findChildren<QWidget*>())
            lookAt(*widget, cells);
        for (const auto* action : root.findChildren<QAction*>()) // its tip is shown by widgets that take it over
            for (const QString& text : {action->statusTip(), action->whatsThis()})
                blame(isRead(text), *action, "action");
    }
    void say(const QString& room, const QString& text)
    {
        m_room = room;
        if (isRead(text))
            m_faults.insert((m_room + QStringLiteral(": a question reads ") + text).toStdString());
    }
    [[nodiscard]] std::string faults() const
    {
        std::string lines;
        for (const auto& fault : m_faults)
            lines += fault + '\n';
        return lines;
    }
    [[nodiscard]] std::size_t labels() const { return m_labels; }
    [[nodiscard]] std::size_t tips() const { return m_tips; }

private:
    void lookAt(QWidget& widget, Cells cells)
    {
        for (const QString& text : {widget.toolTip(), widget.statusTip(), widget.whatsThis()})
            blame(isRead(text), widget, "tip");
        if (const auto* label = qobject_cast<QLabel*>(&widget)) {
            const bool picture = label->text().contains(QStringLiteral("<img"));
            m_labels += picture ? 1 : 0;
            blame(picture && (label->textFormat() == Qt::RichText || label->textFormat() == Qt::MarkdownText
                              || (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()))),
                  widget, "label");
        }
        if (const auto* box = qobject_cast<QMessageBox*>(&widget))
            blame(box->textFormat() != Qt::PlainText && (isRead(box->text()) || isRead(box->informativeText())), widget, "message");
        if (const auto* text = qobject_cast<QTextEdit*>(&widget))
            blame(holdsPicture(*text->document()), widget, "text");
        if (const auto* menu = qobject_cast<QMenu*>(&widget); menu != nullptr && menu->toolTipsVisible())
            for (const auto* action : menu->actions())
                blame(isRead(action->toolTip()), widget, "tip of a command");
        if (auto* view = qobject_cast<QAbstractItemView*>(&widget); cells == Cells::Pointed && view != nullptr && view->isVisible() && view->model() != nullptr)
            lookAtCells(*view);
    }
    void lookAtCells(QAbstractItemView& view)
    {
        constexpr int kDown = 24, kAcross = 60;
        for (int y = 8; y < view.viewport()->height(); y += kDown)
            for (int x = 8; x < view.viewport()->width(); x += kAcross) {
                if (!view.indexAt({x, y}).isValid())
                    continue;
                QToolTip::hideText();
                QHelpEvent help{QEvent::ToolTip, {x, y}, view.viewport()->mapToGlobal(QPoint{x, y})};
                QApplication::sendEvent(view.viewport(), &help);
                const QString tip = QToolTip::text();
                m_tips += tip.contains(QStringLiteral("&lt;img")) ? 1 : 0;
                blame(isRead(tip), view, "tip of a cell");
            }
        QToolTip::hideText();
    }
    void blame(bool guilty, const QObject& what, const char* part)
    {
        if (guilty)
            m_faults.insert((m_room + QStringLiteral(": %1 of %2 \"%3\"").arg(QLatin1String{part}, QLatin1String{what.metaObject()->className()}, what.objectName())).toStdString());
    }
    QString m_room;
    std::set<std::string> m_faults;
    std::size_t m_labels = 0, m_tips = 0;
};

/// Cancels every question, and looks at what it says: a line of text is asked for under a label that Qt may read.
class Reluctant final : public app::Prompts {
public:
    explicit Reluctant(Inspector& inspector) : m_inspector(inspector) {}
    QString openFile(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override { return -1; } // its box is of plain text
    QString askText(QWidget*, const QString& title, const QString& label, const QString&) override
    {
        m_inspector.say(title, label);
        return {};
    }

private:
    Inspector& m_inspector;
};

/// Somebody who opens the hostile mission.
struct Victim : test::Window {
    Victim() : prompts(inspector), works(folder.path())
    {
        test::writeFile(folder / "CANARY.png", "no picture");
        std::filesystem::copy_file(test::demoFile(), path());
        poisonMission(path());
        delete window;
        window = new app::MainWindow{style, prompts};
        window->resize(1440, 900);
        window->QWidget::show();
        QApplication::setActiveWindow(window);
    }
    ~Victim() { delete std::exchange(window, nullptr); } // it asks through the prompts, which go first
    Victim(const Victim&) = delete;
    Victim& operator=(const Victim&) = delete;

    void settle() const
    {
        REQUIRE(QTest::qWaitFor([] { return session::JobRunner::atWork() == 0; }, kCalmMs * 6));
        QTest::qWait(50); // paints what came
    }
    void look(const QString& room)
    {
        settle();
        inspector.look(room, *window);
        for (auto* popup : QApplication::topLevelWidgets())
            if (popup != window && popup->isVisible())
                inspector.look(room + QStringLiteral(", popup"), *popup);
    }
    /// The dialogs that a command opened, those that wait for an answer and those that do not; they are looked at and closed.
    void run(QAction& action, const QString& room)
    {
        const QString name = room + QStringLiteral(", ") + action.objectName();
        QTimer waiting;
        waiting.setInterval(30);
        QObject::connect(&waiting, &QTimer::timeout, window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            inspector.look(name, *dialog);
            ++dialogs;
            dialog->reject();
        });
        waiting.start();
        action.trigger();
        QTest::qWait(70); // one that was opened without waiting for it
        REQUIRE(QTest::qWaitFor([] { return QApplication::activeModalWidget() == nullptr; }, kCalmMs));
        waiting.stop();
        while (auto* popup = QApplication::activePopupWidget()) {
            inspector.look(name, *popup);
            popup->close();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        inspector.look(name, *window, Inspector::Cells::Not);
    }
    /// The first record of the table is chosen, so that commands have something to work on.
    void chooseFirst(const char* table) const
    {
        auto* view = find<QAbstractItemView>(table);
        REQUIRE(view != nullptr);
        INFO(table);
        REQUIRE(QTest::qWaitFor([&] { return view->model()->rowCount() > 0; }, kCalmMs * 6));
        view->setFocus();
        view->setCurrentIndex(view->model()->index(0, 0));
    }

    Inspector inspector;
    Reluctant prompts;
    WorksIn works;
    int dialogs = 0;
};

/// What ends the window, leaves the mission, or is tried in other tests and shows nothing.
bool isLeftOut(const QString& id)
{
    static const QStringList kLeft{QStringLiteral("file.quit"), QStringLiteral("file.close"), QStringLiteral("file.demo"), QStringLiteral("view.fullscreen")};
    return kLeft.contains(id);
}

/// Does the same in every workspace: tried once.
bool isSameEverywhere(const QString& id)
{
    static const QStringList kGroups{QStringLiteral("file."), QStringLiteral("help.about"), QStringLiteral("help.notices"), QStringLiteral("help.shortcuts"), QStringLiteral("mission."),
                                     QStringLiteral("report.make"), QStringLiteral("view.")};
    return std::any_of(kGroups.begin(), kGroups.end(), [&](const QString& group) { return id.startsWith(group); });
}

} // namespace

TEST_CASE("the trap for a picture springs when a label reads it")
{
    const test::TempFolder folder;
    test::writeFile(folder / "CANARY.png", "no picture");
    const WorksIn works{folder.path()};
    const Trap trap{folder / "CANARY.png"};
    QLabel label{QString::fromStdString(kPicture)};
    CHECK(isRead(label.text()));
    label.show();
    QTest::qWait(50);
    CHECK(trap.sprang());
    Inspector inspector;
    inspector.look(QStringLiteral("here"), label);
    CHECK_FALSE(inspector.faults().empty());
}

TEST_CASE("a mission full of markup is read as plain text in every workspace and every dialog")
{
    Victim victim;
    const Trap trap{victim.folder / "CANARY.png"};
    REQUIRE(test::openMission(*victim.window, victim.path()));
    CHECK(victim.window->document()->mission()->details.name == kPicture);
    victim.look(QStringLiteral("Overview"));
    QSet<QString> tried;
    for (const QString& room : app::MainWindow::workspaceNames()) {
        victim.window->show(room);
        victim.look(room);
        if (room == QStringLiteral("Incidents"))
            victim.chooseFirst("incidentTable");
        if (room == QStringLiteral("Patrols"))
            victim.chooseFirst("reachTable");
        if (auto* data = qobject_cast<app::DataWorkspace*>(victim.window->current())) {
            const auto* sections = data->findChild<QListWidget*>(QStringLiteral("dataSections"));
            for (int row = 0; row < sections->count(); ++row) {
                const QString section = sections->item(row)->data(Qt::UserRole).toString();
                data->showSection(section);
                if (data->findChild<QAbstractItemView*>(QStringLiteral("table_") + section) != nullptr)
                    victim.chooseFirst(("table_" + section.toStdString()).c_str());
                victim.look(room + QLatin1Char(' ') + section);
            }
            data->showSection(QStringLiteral("place"));
        }
        victim.look(room);
        for (QAction* action : victim.window->actions().all())
            if (!isLeftOut(action->objectName()) && action->isEnabled() && !tried.contains(action->objectName())) {
                if (isSameEverywhere(action->objectName()))
                    tried.insert(action->objectName());
                victim.run(*action, room);
                victim.window->show(room);
            }
        for (const auto* button : victim.window->current()->findChildren<QPushButton*>())
            if (button->isVisible() && button->objectName().startsWith(QStringLiteral("figure"))) {
                QTest::mouseClick(const_cast<QPushButton*>(button), Qt::LeftButton); // where the number comes from
                victim.look(room + QStringLiteral(", explanation"));
                if (auto* card = QApplication::activePopupWidget())
                    card->close();
                break;
            }
    }
    // What is looked for: names that are pictures, in the list below the field.
    victim.window->actions().action(QStringLiteral("edit.search"))->trigger();
    victim.find<QLineEdit>("paletteText")->setText(QStringLiteral("<img"));
    CHECK(victim.find<app::CommandPalette>("paletteCard")->titles().size() > 3);
    victim.look(QStringLiteral("palette"));
    // What is said of a record, in the bar and beside it.
    victim.window->messages().show(QStringLiteral("hostile"), app::MessageBar::Level::Warning, QString::fromStdString(kPicture));
    victim.window->toasts().show(QString::fromStdString(kPicture));
    victim.look(QStringLiteral("messages"));

    INFO(victim.inspector.faults());
    CHECK(victim.inspector.faults().empty());
    CHECK_FALSE(trap.sprang());
    CHECK(victim.inspector.labels() > 50); // otherwise nothing was looked at
    CHECK(victim.inspector.tips() > 20);
    CHECK(victim.dialogs >= 5);
}
