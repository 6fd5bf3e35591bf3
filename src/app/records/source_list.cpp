// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "source_list.h"

#include <tutela/core/grade_words.h>
#include <tutela/core/threats.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

SourceList::SourceList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_rows(new QVBoxLayout), m_name(new QLineEdit{this}), m_reliability(new QComboBox{this}),
      m_credibility(new QComboBox{this}), m_problem(ui::label({}, "error", this, true))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_rows->setSpacing(2);
    column->addLayout(m_rows);
    m_name->setObjectName(QStringLiteral("sourceName"));
    m_name->setAccessibleName(tr("Code name of a source"));
    m_name->setPlaceholderText(tr("Code name of a source"));
    column->addWidget(m_name);
    m_reliability->setObjectName(QStringLiteral("sourceReliability"));
    m_reliability->setAccessibleName(tr("Reliability of the source"));
    for (const auto each : core::wordsOf<core::Reliability>())
        m_reliability->addItem(session::choiceText(*core::findField(core::Kind::SOURCE, "reliability"), each), QString::fromUtf8(each.data(), static_cast<qsizetype>(each.size())));
    m_reliability->setCurrentIndex(m_reliability->count() - 1);
    m_credibility->setObjectName(QStringLiteral("sourceCredibility"));
    m_credibility->setAccessibleName(tr("Credibility of what it says"));
    for (int each = core::kBestCredibility; each <= core::kWorstCredibility; ++each)
        m_credibility->addItem(tr("%1, %2").arg(QString::number(each), QString::fromStdString(std::string{core::meaningOfCredibility(each)})), each);
    m_credibility->setCurrentIndex(m_credibility->count() - 1);
    auto* grades = new QHBoxLayout;
    for (auto* box : {m_reliability, m_credibility}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
        grades->addWidget(box, 1);
    }
    auto* addButton = ui::button(QStringLiteral("addSource"), tr("Add"), "plain", this);
    grades->addWidget(addButton);
    column->addLayout(grades);
    column->addWidget(m_problem);
    m_problem->hide();
    connect(addButton, &QPushButton::clicked, this, &SourceList::add);
    connect(m_name, &QLineEdit::returnPressed, this, &SourceList::add);
}

void SourceList::show(const core::RecordValues& record)
{
    const auto incident = core::recordOf<core::Incident>(record);
    if (incident.id != m_id)
        m_problem->hide();
    m_id = incident.id;
    m_sources.clear();
    while (auto* item = m_rows->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto mission = m_shell.document.mission();
    for (const auto id : incident.source_ids)
        m_sources.push_back(id.value);
    if (m_sources.empty())
        m_rows->addWidget(ui::label(tr("No source is named: nothing can be said about how sure this is."), "secondary", this, true));
    for (const std::int64_t id : m_sources) {
        const auto* source = mission->find<core::Source>(core::SourceId{id});
        auto* row = new QWidget{this};
        auto* layout = new QHBoxLayout{row};
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(ui::label(session::nameOf(*mission, {core::Kind::SOURCE, id}), "plain", row, true), 1);
        const QString grade = source == nullptr ? QString{}
                                                : (source->reliability ? QString::fromStdString(std::string{core::word(*source->reliability)}) : QStringLiteral("-"))
                                                      + (source->credibility ? QString::number(*source->credibility) : QStringLiteral("-"));
        auto* code = ui::label(grade, "heading", row);
        const QString meaning = QString::fromStdString(core::meaningOfGrade(grade.toStdString()));
        code->setAccessibleName(tr("Grade %1: %2").arg(grade, meaning));
        code->setToolTip(meaning.toHtmlEscaped());
        layout->addWidget(code);
        auto* remove = new QToolButton{row};
        remove->setObjectName(QStringLiteral("removeSource%1").arg(id));
        remove->setAccessibleName(tr("Remove this source from the incident"));
        remove->setToolTip(remove->accessibleName());
        remove->setIcon(m_shell.style.icon(QStringLiteral("close")));
        remove->setEnabled(!m_shell.document.isReadOnly());
        connect(remove, &QToolButton::clicked, this, [this, id] {
            auto rest = m_sources;
            std::erase(rest, id);
            setSources(rest, tr("Remove a source of %1").arg(session::nameOf(*m_shell.document.mission(), {core::Kind::INCIDENT, m_id})));
        });
        layout->addWidget(remove);
        m_rows->addWidget(row);
    }
    for (QWidget* each : std::initializer_list<QWidget*>{m_name, m_reliability, m_credibility})
        each->setEnabled(!m_shell.document.isReadOnly());
}

void SourceList::setSources(const std::vector<std::int64_t>& ids, const QString& step)
{
    try {
        m_shell.document.edit({{{"kind", "incident"}, {"id", m_id}, {"set", {{"source_ids", ids}}}}}, step);
        m_problem->hide();
    } catch (const core::Error& error) {
        m_problem->setText(QString::fromStdString(error.message()));
        m_problem->show();
    }
}

/// A source of this name and grade is taken; another grade makes an item of its own, which counts with the first as one origin.
void SourceList::add()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || m_id == 0) {
        m_problem->setText(tr("Type the code name of the source first."));
        m_problem->show();
        return;
    }
    const std::string code = name.toStdString();
    const std::string reliability = m_reliability->currentData().toString().toStdString();
    const int credibility = m_credibility->currentData().toInt();
    const QString step = tr("Add a source to %1").arg(session::nameOf(*m_shell.document.mission(), {core::Kind::INCIDENT, m_id}));
    m_name->clear();
    for (const auto& source : m_shell.document.mission()->all<core::Source>())
        if (source.code_name == code && source.reliability && core::word(*source.reliability) == reliability && source.credibility == credibility) {
            auto all = m_sources;
            if (std::find(all.begin(), all.end(), source.id) == all.end())
                all.push_back(source.id);
            setSources(all, step);
            return;
        }
    nlohmann::json list = m_sources;
    list.push_back("@S");
    try {
        m_shell.document.edit({{{"kind", "source"}, {"id", "new:S"}, {"set", {{"code_name", code}, {"group_key", code}, {"reliability", reliability}, {"credibility", credibility}}}},
                               {{"kind", "incident"}, {"id", m_id}, {"set", {{"source_ids", list}}}}},
                              step);
        m_problem->hide();
    } catch (const core::Error& error) {
        m_name->setText(name);
        m_problem->setText(QString::fromStdString(error.message()));
        m_problem->show();
    }
}

} // namespace tutela::app
