// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_compare.h"

#include "../data/data_table.h"
#include "../frame/head_layout.h"
#include "../frame/stale.h"

#include <tutela/session/display.h>
#include <tutela/session/scenario_edit.h>

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

enum Column { PlaceColumn, PeopleColumn, AColumn, BColumn, ChangeColumn };

} // namespace

ScenarioCompare::ScenarioCompare(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_sentence(ui::label({}, "secondary", this, true)),
      m_table(makeDataTable(QStringLiteral("compareTable"), tr("Two scenarios, place by place"), {tr("Place"), tr("People"), tr("A"), tr("B"), tr("Change")}, this))
{
    setObjectName(QStringLiteral("scenarioCompare"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* head = new QWidget{this};
    auto* row = new HeadLayout{head};
    row->setContentsMargins(0, 0, 0, 0);
    m_sentence->setObjectName(QStringLiteral("compareSentence"));
    row->addWidget(m_sentence);
    row->addWidget(ui::label(tr("A"), "secondary", this));
    m_a = addChoice(*row, QStringLiteral("compareA"), tr("Scenario A"));
    row->addWidget(ui::label(tr("B"), "secondary", this));
    m_b = addChoice(*row, QStringLiteral("compareB"), tr("Scenario B"));
    auto* swipe = ui::button(QStringLiteral("compareSwipe"), tr("On the map (S)"), "plain", this);
    swipe->setToolTip(tr("A line on the map: A to its left, B to its right."));
    row->addWidget(swipe);
    connect(swipe, &QPushButton::clicked, this, &ScenarioCompare::swipeAsked);
    column->addWidget(head);
    column->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int at, int, int before, int) {
        if (!m_filling && at != before && at >= 0 && m_comparison)
            emit placeChosen(m_comparison->rows.at(static_cast<std::size_t>(at)).place.value);
    });
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::SCENARIO))
            takeScenarios();
    });
    takeScenarios();
}

QComboBox* ScenarioCompare::addChoice(QLayout& row, const QString& name, const QString& title)
{
    auto* box = new QComboBox{this};
    box->setObjectName(name);
    box->setAccessibleName(title);
    box->setToolTip(title);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    constexpr int kFewestLetters = 8; // in a narrow window
    box->setMinimumContentsLength(kFewestLetters);
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling)
            invalidate();
    });
    row.addWidget(box);
    return box;
}

std::optional<session::ScenarioId> ScenarioCompare::chosen(const QComboBox* box) const { return m_scenarios.at(static_cast<std::size_t>(std::max(0, box->currentIndex()))); }

/// Keeps what was chosen; at first the newest scenario stands beside today.
void ScenarioCompare::takeScenarios()
{
    const auto wasChosen = [&](const QComboBox* box) -> std::optional<std::optional<session::ScenarioId>> {
        const auto at = static_cast<std::size_t>(std::max(0, box->currentIndex()));
        return at < m_scenarios.size() ? std::optional{m_scenarios[at]} : std::nullopt;
    };
    const auto a = wasChosen(m_a), b = wasChosen(m_b);
    const bool wasOne = m_scenarios.size() < 2;
    m_filling = true;
    const auto mission = m_shell.document.mission();
    m_scenarios = {std::nullopt};
    for (const auto& record : mission->all<core::Scenario>())
        m_scenarios.emplace_back(session::ScenarioId{record.id});
    const auto fillBox = [&](QComboBox* box, const std::optional<std::optional<session::ScenarioId>>& before, std::size_t first) {
        box->clear();
        for (const auto& scenario : m_scenarios)
            box->addItem(session::scenarioName(*mission, scenario));
        const auto at = before && !wasOne ? std::find(m_scenarios.begin(), m_scenarios.end(), *before) : m_scenarios.end();
        box->setCurrentIndex(static_cast<int>(at == m_scenarios.end() ? first : static_cast<std::size_t>(at - m_scenarios.begin())));
    };
    fillBox(m_a, a, 0);
    fillBox(m_b, b, m_scenarios.size() - 1);
    m_filling = false;
    invalidate();
}

void ScenarioCompare::setBoard(std::shared_ptr<const session::ReachBoard> board)
{
    if (board == m_board)
        return;
    m_board = std::move(board);
    invalidate();
}

void ScenarioCompare::setLimit(double minutes)
{
    m_limit = minutes;
    if (m_comparison && isCurrent())
        m_sentence->setText(session::comparisonSentence(*m_comparison, m_limit));
}

void ScenarioCompare::setStale(bool stale)
{
    m_boardStale = stale;
    grey();
}

void ScenarioCompare::grey() { ui::setStale(*m_table, m_boardStale || !isCurrent()); }

void ScenarioCompare::invalidate()
{
    m_stale = true;
    grey();
    recalculate();
}

void ScenarioCompare::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    recalculate();
}

void ScenarioCompare::recalculate()
{
    if (!m_stale || !isVisible() || m_board == nullptr)
        return;
    if (m_scenarios.size() < 2) {
        m_sentence->setText(tr("There is no scenario yet: try a base or close a road."));
        m_comparison.reset();
        m_table->setRowCount(0);
        m_stale = false;
        grey();
        return;
    }
    m_stale = false;
    m_sentence->setText(tr("Being calculated ..."));
    m_jobs.restart([board = m_board, a = chosenA(), b = chosenB()](const core::Progress& progress) { return session::compareScenarios(*board, a, b, progress); },
                   [this](session::Outcome<session::ScenarioComparison> outcome) {
                       if (outcome.value) {
                           m_comparison = std::move(*outcome.value);
                           fill();
                           emit compared();
                       } else if (outcome.error) {
                           m_sentence->setText(tr("The scenarios could not be compared: %1").arg(outcome.sentence()));
                           m_stale = true; // what is listed is that of before
                           grey();
                       }
                   });
}

void ScenarioCompare::nameHead(int column, std::optional<session::ScenarioId> scenario)
{
    constexpr int kMostLetters = 24; // a long name must not push the places aside
    const QString name = session::scenarioName(*m_shell.document.mission(), scenario);
    auto* head = m_table->horizontalHeaderItem(column);
    head->setText(m_table->fontMetrics().elidedText(name, Qt::ElideRight, kMostLetters * m_table->fontMetrics().averageCharWidth()));
    head->setToolTip(name.toHtmlEscaped());
}

void ScenarioCompare::fill()
{
    m_filling = true;
    m_sentence->setText(session::comparisonSentence(*m_comparison, m_limit));
    nameHead(AColumn, chosenA());
    nameHead(BColumn, chosenB());
    const auto& rows = m_comparison->rows;
    const auto time = [&](const std::optional<double>& minutes) { return minutes ? session::durationText(*minutes) : tr("nobody comes"); };
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int at = static_cast<int>(i);
        put(*m_table, at, PlaceColumn, rows[i].name);
        put(*m_table, at, PeopleColumn, session::countText(rows[i].people), true);
        put(*m_table, at, AColumn, time(rows[i].a), true);
        put(*m_table, at, BColumn, time(rows[i].b), true);
        put(*m_table, at, ChangeColumn, session::changeText(rows[i].a, rows[i].b), true);
    }
    m_table->setCurrentCell(-1, -1);
    m_filling = false;
    grey();
}

} // namespace tutela::app
