// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "about_panel.h"

#include "../frame/flow_layout.h"

#include <tutela/core/spoken.h>

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QGridLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

template <core::Words E>
std::vector<ChoiceEditor::Choice> choicesOf()
{
    std::vector<ChoiceEditor::Choice> choices;
    for (const auto word : core::wordsOf<E>())
        choices.push_back({QString::fromStdString(std::string{word}), QString::fromStdString(core::spoken(word))});
    return choices;
}

std::vector<ChoiceEditor::Choice> roleChoices()
{
    auto choices = choicesOf<core::Role>();
    for (std::size_t i = 0; i < choices.size(); ++i)
        choices[i].face = session::roleWord(static_cast<core::Role>(i));
    return choices;
}

template <core::Words E>
QString wordOr(const std::optional<E>& value)
{
    return value ? QString::fromStdString(std::string{core::word(*value)}) : QString{};
}

} // namespace

AboutPanel::AboutPanel(EditSink edit, QWidget* parent)
    : QWidget(parent), m_edit(std::move(edit)), m_level(new ChoiceEditor{QStringLiteral("level"), tr("Level"), tr("not chosen"), choicesOf<core::AssessmentLevel>(), this}),
      m_role(new ChoiceEditor{QStringLiteral("author_role"), tr("Written in the role of"), tr("not chosen"), roleChoices(), this}),
      m_marking(new ChoiceEditor{QStringLiteral("sensitivity"), tr("Marking"), tr("as high as what it contains"), choicesOf<core::Marking>(), this}), m_days(new QSpinBox{this}),
      m_distribution(new FieldEditor{QStringLiteral("distribution"), tr("Distribution"), FieldEditor::Lines::Wrapped, this}), m_contributorsProblem(ui::label({}, "warning", this, true)),
      m_daysProblem(ui::label({}, "error", this, true))
{
    constexpr int kMostDays = 366;
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_days->setObjectName(QStringLiteral("forecast_days"));
    m_days->setAccessibleName(tr("Days that the assessment looks ahead"));
    m_days->setRange(0, kMostDays);
    m_days->setSpecialValueText(tr("not chosen"));
    m_days->setSuffix(tr(" days"));
    m_days->setKeyboardTracking(false);
    m_days->setButtonSymbols(QAbstractSpinBox::NoButtons);
    keepWheelForScrolling(m_days);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    const auto add = [&](int row, int at, const QString& title, QWidget* control) {
        grid->addWidget(ui::label(title, "caption", this), row * 2, at);
        grid->addWidget(control, row * 2 + 1, at, Qt::AlignTop);
        grid->setColumnStretch(at, 1);
    };
    add(0, 0, tr("Level"), m_level);
    add(0, 1, tr("Looks ahead"), m_days);
    add(1, 0, tr("Written in the role of"), m_role);
    add(1, 1, tr("Marking"), m_marking);
    column->addLayout(grid);
    column->addWidget(m_daysProblem);
    makeContributors(column);
    column->addWidget(ui::label(tr("Distribution: who receives it, offices and roles"), "caption", this));
    column->addWidget(m_distribution);
    const auto bind = [this](ChoiceEditor* editor, const QString& field, const QString& title) {
        editor->setSave([this, field, title](const QString& value) { return save(field, value.isEmpty() ? json{} : json(value.toStdString()), title); });
    };
    bind(m_level, QStringLiteral("level"), tr("Level"));
    bind(m_role, QStringLiteral("author_role"), tr("Role"));
    bind(m_marking, QStringLiteral("sensitivity"), tr("Marking"));
    m_distribution->setSave([this](const QString& typed) { return save(QStringLiteral("distribution"), typed.trimmed().isEmpty() ? json{} : json(typed.toStdString()), tr("Distribution")); });
    connect(m_days, &QSpinBox::valueChanged, this, &AboutPanel::saveDays);
    for (auto* label : {m_contributorsProblem, m_daysProblem})
        label->hide();
}

void AboutPanel::makeContributors(QVBoxLayout* column)
{
    column->addWidget(ui::label(tr("Components that contributed, at least two"), "caption", this));
    auto* row = new FlowLayout{16, 0};
    for (const auto word : core::wordsOf<core::Component>()) {
        auto* box = new QCheckBox{QString::fromStdString(core::spoken(word)), this};
        box->setObjectName(QStringLiteral("contributor_") + QString::fromStdString(std::string{word}));
        box->setAccessibleName(tr("Contributed: %1").arg(box->text()));
        row->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &AboutPanel::saveContributors);
        m_contributors.push_back(box);
    }
    column->addLayout(row);
    m_contributorsProblem->setObjectName(QStringLiteral("contributorsSentence"));
    column->addWidget(m_contributorsProblem);
}

QString AboutPanel::save(const QString& field, const json& value, const QString& title)
{
    if (!m_sheet.editable)
        return {};
    return m_edit({json{{"kind", "assessment"}, {"id", m_sheet.work.assessment.id}, {"set", {{field.toStdString(), value}}}}}, tr("Change: %1").arg(title));
}

void AboutPanel::saveContributors()
{
    json words = json::array();
    for (std::size_t i = 0; i < m_contributors.size(); ++i)
        if (m_contributors[i]->isChecked())
            words.push_back(std::string{core::word(static_cast<core::Component>(i))});
    const QString refused = save(QStringLiteral("contributors"), words, tr("Contributors"));
    if (refused.isEmpty())
        return;
    m_contributorsProblem->setText(refused);
    m_contributorsProblem->show();
}

void AboutPanel::saveDays()
{
    const QString refused = save(QStringLiteral("forecast_days"), m_days->value() == 0 ? json{} : json(m_days->value()), tr("Days ahead"));
    m_daysProblem->setText(refused);
    m_daysProblem->setVisible(!refused.isEmpty());
}

void AboutPanel::show(const session::AssessmentSheet& sheet)
{
    m_sheet = sheet;
    const auto& assessment = sheet.work.assessment;
    const session::RecordRef record{core::Kind::ASSESSMENT, assessment.id};
    const QString locked = tr("The text of this version is locked.");
    m_level->setStored(wordOr(assessment.level));
    m_role->setStored(wordOr(assessment.author_role));
    m_marking->setStored(wordOr(assessment.sensitivity));
    for (const auto& [editor, field] : {std::pair{m_level, "level"}, {m_role, "author_role"}, {m_marking, "sensitivity"}}) {
        editor->setEditable(sheet.editable, locked);
        editor->setProblem(session::problemOf(sheet, record, QLatin1String{field}));
    }
    const QSignalBlocker quiet{m_days};
    if (!m_days->hasFocus() || !sheet.editable)
        m_days->setValue(static_cast<int>(assessment.forecast_days.value_or(0)));
    m_days->setEnabled(sheet.editable);
    m_days->setToolTip(sheet.editable ? QString{} : locked);
    for (std::size_t i = 0; i < m_contributors.size(); ++i) {
        const auto& named = assessment.contributors;
        m_contributors[i]->setChecked(std::find(named.begin(), named.end(), static_cast<core::Component>(i)) != named.end());
        m_contributors[i]->setEnabled(sheet.editable);
    }
    const QString problem = session::problemOf(sheet, record, QStringLiteral("contributors"));
    m_contributorsProblem->setText(problem);
    m_contributorsProblem->setVisible(!problem.isEmpty());
    m_distribution->setStored(QString::fromStdString(assessment.distribution), assessment.id);
    m_distribution->setEditable(sheet.editable);
    m_distribution->setProblem(session::problemOf(sheet, record, QStringLiteral("distribution")));
}

QWidget* AboutPanel::jumpTo(const QString& field)
{
    QWidget* target = field == QStringLiteral("contributors") ? m_contributors.front() : findChild<QWidget*>(field);
    if (target != nullptr)
        target->setFocus(Qt::OtherFocusReason);
    return target;
}

} // namespace tutela::app
