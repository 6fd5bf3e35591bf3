// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "incidents/incident_table.h"
#include "incidents/incidents_workspace.h"
#include "incidents/timeline.h"

#include <tutela/core/collections.h>
#include <tutela/session/incident_model.h>

#include <catch2/catch.hpp>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace tutela;

// The rows that are shown leave the program, a span of the timeline is dragged, sources and their grades come and go.

namespace {

constexpr int kLongWait = 60'000;

struct Clerk : test::Window {
    Clerk()
    {
        openDemo();
        window->show(QStringLiteral("Incidents"));
        workspace = qobject_cast<app::IncidentsWorkspace*>(window->current());
        REQUIRE(workspace != nullptr);
        REQUIRE(model().rowCount() > 0);
    }
    [[nodiscard]] session::IncidentModel& model() const { return workspace->model(); }
    [[nodiscard]] core::Incident incident(std::int64_t id) const { return core::recordOf<core::Incident>(*window->document()->read(core::Kind::INCIDENT, id)); }
    void exportTo(const std::filesystem::path& path)
    {
        prompts.saves = {QString::fromStdString(path.string())};
        click("button_data.export");
        waitForExport();
    }
    void waitForExport() const
    {
        REQUIRE(QTest::qWaitFor([&] {
            const auto& history = window->toasts().history();
            return (!history.isEmpty() && history.front().contains(QStringLiteral("exported to"))) || window->messages().text().contains(QStringLiteral("Nothing was exported"));
        }, kLongWait));
    }
    /// Chooses the row as a hand does. @returns the incident
    std::int64_t choose(int row) const
    {
        auto* table = find<app::IncidentTable>("incidentTable");
        const QModelIndex cell = model().index(row, session::IncidentModel::Category);
        table->scrollTo(cell);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(cell).center());
        REQUIRE(window->context().selection() == session::RecordRef{core::Kind::INCIDENT, model().idAt(row)});
        return model().idAt(row);
    }
    void addSource(const QString& name, const QString& reliability, int credibility) const
    {
        auto* line = find<QLineEdit>("sourceName");
        line->clear();
        QTest::keyClicks(line, name);
        auto* reliabilities = find<QComboBox>("sourceReliability");
        reliabilities->setCurrentIndex(reliabilities->findData(reliability));
        auto* credibilities = find<QComboBox>("sourceCredibility");
        credibilities->setCurrentIndex(credibilities->findData(credibility));
        click("addSource");
    }
    [[nodiscard]] bool showsGrade(const QString& grade) const
    {
        QTest::qWait(10); // a row that was added is shown by the next turn of the loop
        for (const auto* label : find("incidentRecordDock")->findChildren<QLabel*>())
            if (label->isVisibleTo(window) && label->accessibleName().startsWith(QStringLiteral("Grade %1:").arg(grade)))
                return true;
        return false;
    }
    [[nodiscard]] std::size_t sources() const { return window->document()->mission()->all<core::Source>().size(); }

    app::IncidentsWorkspace* workspace = nullptr;
};

/// Lines of a comma separated file; a line break inside a quoted text is none.
std::vector<std::string> linesOfCsv(const std::string& text)
{
    std::vector<std::string> lines(1);
    bool quoted = false;
    for (const char c : text) {
        quoted = c == '"' ? !quoted : quoted;
        if (c == '\n' && !quoted)
            lines.emplace_back();
        else if (c != '\r')
            lines.back() += c;
    }
    if (lines.back().empty())
        lines.pop_back();
    return lines;
}

/// Where the middle of a bar is (incidents/timeline.cpp).
QPoint middleOf(const app::Timeline& line, std::size_t bar)
{
    constexpr double kLeft = 40, kRight = 12;
    const double width = (line.width() - kLeft - kRight) / static_cast<double>(line.bars().size());
    return {qRound(kLeft + width * (static_cast<double>(bar) + 0.5)), line.height() / 2};
}

} // namespace

TEST_CASE("the rows that a filter leaves go out, and no other")
{
    Clerk person;
    const int all = person.model().rowCount();
    person.click("categoryATTACK_ON_CIVILIANS");
    const int shown = person.model().rowCount();
    REQUIRE(shown > 0);
    REQUIRE(shown < all);
    const auto path = person.folder / "shown.csv";
    person.exportTo(path);
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("shown.csv")));
    const auto lines = linesOfCsv(test::readFile(path));
    REQUIRE(lines.size() == static_cast<std::size_t>(shown) + 1);
    for (int row = 0; row < shown; ++row) { // in the order of the table
        const std::string& line = lines[static_cast<std::size_t>(row) + 1];
        INFO(line);
        CHECK(line.find(std::to_string(person.model().idAt(row))) != std::string::npos);
        CHECK(line.find("ATTACK_ON_CIVILIANS") != std::string::npos);
    }
}

TEST_CASE("a target that cannot be written gives a sentence and another try, and leaves what is there")
{
    Clerk person;
    person.exportTo(person.folder / "no such folder" / "rows.csv");
    CHECK(person.window->messages().text().contains(QStringLiteral("Nothing was exported")));
    CHECK_FALSE(std::filesystem::exists(person.folder / "no such folder"));
    person.window->messages().hide(QStringLiteral("export"));
    const auto folder = person.folder / "taken.csv";
    std::filesystem::create_directory(folder); // refused for every user, the superuser too
    person.exportTo(folder);
    CHECK(person.window->messages().text().contains(QStringLiteral("Nothing was exported")));
    CHECK(std::filesystem::is_directory(folder));
    for (const auto& entry : std::filesystem::directory_iterator(person.folder.path()))
        CHECK(entry.path().extension() != ".tmp");

    const auto good = person.folder / "good.csv";
    person.prompts.saves = {QString::fromStdString(good.string())};
    QPushButton* again = nullptr;
    QTest::qWait(10); // buttons of the bar are shown by the next turn of the loop
    for (auto* button : person.window->messages().findChildren<QPushButton*>())
        if (button->isVisible() && button->text().contains(QStringLiteral("Another place")))
            again = button;
    REQUIRE(again != nullptr);
    QTest::mouseClick(again, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return std::filesystem::exists(good); }, kLongWait));
    CHECK(linesOfCsv(test::readFile(good)).size() == static_cast<std::size_t>(person.model().rowCount()) + 1);
}

TEST_CASE("a span that is dragged over the timeline filters the table, from either end, and its chip takes it off")
{
    Clerk person;
    auto* line = person.find<app::Timeline>("timeline");
    const int all = person.model().rowCount();
    const auto bars = line->bars();
    REQUIRE(bars.size() > 8);
    const auto drag = [&](std::size_t from, std::size_t to) {
        QTest::mousePress(line, Qt::LeftButton, {}, middleOf(*line, from));
        QTest::mouseMove(line, middleOf(*line, (from + to) / 2));
        QTest::mouseMove(line, middleOf(*line, to));
        QCoreApplication::processEvents();
        QTest::mouseRelease(line, Qt::LeftButton, {}, middleOf(*line, to));
    };
    const auto requireSpan = [&](std::size_t first, std::size_t last) {
        REQUIRE(line->brush());
        CHECK(line->brush()->from == bars[first].from);
        CHECK(line->brush()->to == bars[last].to);
        std::int64_t within = 0;
        for (std::size_t i = first; i <= last; ++i)
            within += bars[i].incidents;
        CHECK(person.model().rowCount() == within);
        CHECK(line->bars().size() == bars.size()); // the whole period stays in view
    };
    drag(1, 5);
    requireSpan(1, 5);
    drag(7, 3);
    requireSpan(3, 7);
    // With Shift a press moves the end of the span.
    QTest::mouseClick(line, Qt::LeftButton, Qt::ShiftModifier, middleOf(*line, 2));
    CHECK(line->brush()->from == bars[2].from);
    person.click("activeFilter1");
    CHECK_FALSE(line->brush());
    CHECK(person.model().rowCount() == all);
}

TEST_CASE("a source with its grade is added to an incident, shared with another, and taken away again")
{
    Clerk person;
    const std::int64_t first = person.choose(0);
    const auto before = person.incident(first).source_ids;
    const std::size_t known = person.sources();
    const QString name = QStringLiteral("Radio <b>Ubara</b>");

    person.click("addSource"); // nobody is named
    CHECK(person.incident(first).source_ids == before);

    person.addSource(name, QStringLiteral("E"), 5);
    REQUIRE(person.incident(first).source_ids.size() == before.size() + 1);
    REQUIRE(person.sources() == known + 1);
    const auto added = person.incident(first).source_ids.back();
    const auto* source = person.window->document()->mission()->find<core::Source>(added);
    REQUIRE(source != nullptr);
    CHECK(source->code_name == name.toStdString());
    CHECK(source->reliability == core::enumerator<std::decay_t<decltype(*source->reliability)>>("E"));
    CHECK(source->credibility == 5);
    CHECK(person.showsGrade(QStringLiteral("E5")));
    CHECK(person.find<QLineEdit>("sourceName")->text().isEmpty());

    // The same name and grade is the same source; another grade is an item of its own.
    const std::int64_t second = person.choose(1);
    person.addSource(name, QStringLiteral("E"), 5);
    CHECK(person.sources() == known + 1);
    CHECK(person.incident(second).source_ids.back() == added);
    person.addSource(name, QStringLiteral("D"), 4);
    CHECK(person.sources() == known + 2);
    CHECK(person.showsGrade(QStringLiteral("D4")));

    person.choose(0);
    auto* remove = person.find<QToolButton>(("removeSource" + std::to_string(added.value)).c_str());
    REQUIRE(remove != nullptr);
    QTest::mouseClick(remove, Qt::LeftButton);
    CHECK(person.incident(first).source_ids == before);
    CHECK_FALSE(person.showsGrade(QStringLiteral("E5")));
    CHECK(person.incident(second).source_ids.size() >= 2); // of this incident alone
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.incident(first).source_ids.back() == added);
    CHECK(person.showsGrade(QStringLiteral("E5")));
}
