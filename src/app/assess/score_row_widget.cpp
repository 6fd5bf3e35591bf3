// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "score_row_widget.h"

#include <nlohmann/json.hpp>

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

ScoreRowWidget::ScoreRowWidget(Style& style, const session::ScoreRow& row, EditSink edit, QWidget* parent)
    : QWidget(parent), m_style(style), m_row(row), m_edit(std::move(edit)), m_descriptor(ui::label({}, "caption", this, true)), m_delta(ui::label({}, "caption", this)),
      m_model(ui::button(row.field + QStringLiteral("Model"), {}, "link", this)),
      m_reason(new FieldEditor{row.reasonField, tr("Reason for %1").arg(row.label), FieldEditor::Lines::One, this}), m_refusal(ui::label({}, "error", this, true))
{
    constexpr int kLabel = 110, kSegment = 28;
    auto* grid = new QGridLayout{this};
    grid->setContentsMargins(0, 2, 0, 6);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    auto* label = ui::label(row.label, "plain", this);
    label->setMinimumWidth(qRound(kLabel * style.textScale()));
    grid->addWidget(label, 0, 0, 2, 1, Qt::AlignVCenter);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(3);
    for (qsizetype i = 0; i < row.values.size(); ++i) {
        auto* segment = ui::button(row.field + QLatin1Char('_') + row.values[i], row.faces[i], "segment", this);
        segment->setCheckable(true);
        segment->setAccessibleName(tr("%1 %2: %3").arg(row.label, row.faces[i], row.descriptors.value(i)));
        segment->setToolTip(row.descriptors.value(i).toHtmlEscaped());
        if (row.faces[i].size() <= 2)
            segment->setFixedWidth(qRound(kSegment * style.textScale()));
        connect(segment, &QPushButton::clicked, this, [this, value = row.values[i]] { choose(value); });
        segments->addWidget(segment);
        m_segments.push_back(segment);
    }
    segments->addStretch();
    auto* holder = new QWidget{this};
    holder->setLayout(segments);
    segments->setContentsMargins(0, 0, 0, 0);
    auto* head = new QHBoxLayout;
    head->addWidget(m_descriptor, 1);
    head->addWidget(m_delta);
    head->addWidget(m_model);
    m_model->setToolTip(tr("Formula, inputs and records"));
    connect(m_model, &QPushButton::clicked, this, [this] { showExplanation(m_model, m_row.explanation); });
    const bool words = row.values.size() > 0 && row.faces[0].size() > 2;
    constexpr int kSegmentsWidth = 5 * (kSegment + 3);
    if (!words)
        holder->setFixedWidth(qRound(kSegmentsWidth * style.textScale()));
    grid->addWidget(holder, words ? 0 : 0, 1, words ? 1 : 2, 1, Qt::AlignVCenter);
    grid->addLayout(head, 0, 2);
    grid->addWidget(m_reason, 1, 2);
    m_refusal->hide();
    grid->addWidget(m_refusal, 2, 2);
    grid->setColumnStretch(2, 1);
    m_reason->setPlaceholder(tr("Why this score?"));
    m_reason->setSave([this](const QString& text) {
        const json value = text.trimmed().isEmpty() ? json{} : json(text.toStdString());
        return m_edit({json{{"kind", "line"}, {"id", m_line}, {"set", {{m_row.reasonField.toStdString(), value}}}}}, tr("Reason for %1").arg(m_row.label));
    });
}

void ScoreRowWidget::show(const session::ScoreRow& row, std::int64_t line, bool editable)
{
    m_row = row;
    m_line = line;
    m_editable = editable;
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        m_segments[i]->setChecked(row.chosen == row.values[static_cast<qsizetype>(i)]);
        m_segments[i]->setEnabled(editable);
    }
    m_descriptor->setText(row.descriptor);
    m_delta->setText(!row.delta ? QString{} : *row.delta == 0 ? tr("unchanged") : *row.delta > 0 ? tr("\u25B2 +%1 since last").arg(*row.delta) : tr("\u25BC \u2212%1 since last").arg(-*row.delta));
    const QString model = row.judged ? (row.computed.isEmpty() ? tr("model: none") : tr("model: %1").arg(row.computed)) : tr("computed: %1").arg(row.computed);
    m_model->setText(model);
    m_model->setAccessibleName(tr("%1, %2. Where it comes from").arg(row.label, model));
    m_reason->setVisible(row.judged || !row.chosen.isEmpty() || !row.reason.isEmpty());
    m_reason->setStored(row.reason, line);
    m_reason->setEditable(editable);
    m_reason->setProblem(row.problem);
    m_refusal->hide();
}

void ScoreRowWidget::focusValue()
{
    for (auto* segment : m_segments)
        if (segment->isChecked())
            return segment->setFocus(Qt::OtherFocusReason);
    m_segments.front()->setFocus(Qt::OtherFocusReason);
}

void ScoreRowWidget::choose(const QString& value)
{
    if (!m_editable)
        return show(m_row, m_line, m_editable);
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    const bool clear = m_row.chosen == value; // a second click takes the value away
    const json stored = clear ? json{} : isNumber ? json(number) : json(value.toStdString());
    json set{{m_row.field.toStdString(), stored}};
    const QString refused = m_edit({json{{"kind", "line"}, {"id", m_line}, {"set", set}}}, tr("Set %1").arg(m_row.label));
    if (refused.isEmpty()) {
        m_row.chosen = clear ? QString{} : value;
    }
    show(m_row, m_line, m_editable);
    m_refusal->setText(refused);
    m_refusal->setVisible(!refused.isEmpty());
}

} // namespace tutela::app
