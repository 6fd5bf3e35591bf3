// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "score_row_widget.h"

#include "../records/explanation_card.h"

#include <nlohmann/json.hpp>

#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

constexpr int kLabel = 104, kSegment = 28, kGap = 3, kMostSegments = 5;

bool hasWords(const session::ScoreRow& row) { return !row.faces.isEmpty() && row.faces[0].size() > 2; }

QString deltaText(const std::optional<int>& delta)
{
    if (!delta)
        return {};
    return *delta == 0 ? QObject::tr("unchanged") : *delta > 0 ? QObject::tr("\u25B2 +%1 since last").arg(*delta) : QObject::tr("\u25BC \u2212%1 since last").arg(-*delta);
}

} // namespace

ScoreRowWidget::ScoreRowWidget(Shell& shell, const session::ScoreRow& row, EditSink edit, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_row(row), m_edit(std::move(edit)), m_holder(new QWidget{this}), m_head(new QWidget{this}), m_label(ui::label(row.label, "strong", this, true)), m_mark(new QLabel{this}), m_descriptor(ui::label({}, "caption", this, true)),
      m_delta(ui::label({}, "caption", this)), m_levels(ui::label({}, "caption", this, true)),
      m_allLevels(ui::button(row.field + QStringLiteral("Levels"), tr("All levels"), "link", this)), m_model(ui::button(row.field + QStringLiteral("Model"), {}, "link", this)),
      m_reason(new FieldEditor{row.reasonField, tr("Reason for %1").arg(row.label), FieldEditor::Lines::Wrapped, this}), m_refusal(ui::label({}, "error", this, true))
{
    constexpr int kMark = 12;
    auto* grid = new QGridLayout{this};
    grid->setContentsMargins(0, 2, 0, 6);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    m_mark->setObjectName(row.field + QStringLiteral("Mark"));
    m_mark->setFixedWidth(kMark);
    m_label->setFixedWidth(qRound(kLabel * shell.style.textScale()));
    makeSegments(row);
    auto* texts = new QVBoxLayout{m_head};
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_descriptor, 1);
    head->addWidget(m_delta);
    head->addWidget(m_allLevels);
    head->addWidget(m_model);
    texts->addLayout(head);
    m_levels->setObjectName(row.field + QStringLiteral("AllLevels"));
    m_levels->hide();
    texts->addWidget(m_levels);
    m_allLevels->setCheckable(true);
    m_allLevels->setAccessibleName(tr("%1: what each level means").arg(row.label));
    connect(m_allLevels, &QPushButton::toggled, this, &ScoreRowWidget::showLevels);
    m_model->setToolTip(tr("Formula, inputs and records"));
    connect(m_model, &QPushButton::clicked, this, &ScoreRowWidget::explain);
    m_refusal->hide();
    grid->setColumnStretch(3, 1);
    arrange();
    m_reason->setPlaceholder(row.judged ? tr("Why this score?") : tr("Why another value than the computed one?"));
    m_reason->setSave([this](const QString& text) {
        const json value = text.trimmed().isEmpty() ? json{} : json(text.toStdString());
        return m_edit({json{{"kind", "line"}, {"id", m_line}, {"set", {{m_row.reasonField.toStdString(), value}}}}}, tr("Reason for %1").arg(m_row.label));
    });
}

void ScoreRowWidget::setStacked(bool stacked)
{
    if (std::exchange(m_stacked, stacked) != stacked)
        arrange();
}

void ScoreRowWidget::arrange()
{
    auto* grid = static_cast<QGridLayout*>(layout());
    for (QWidget* each : std::initializer_list<QWidget*>{m_mark, m_label, m_holder, m_head, m_reason, m_refusal})
        grid->removeWidget(each);
    const int headRow = m_stacked ? 1 : 0, textColumn = m_stacked ? 1 : 3, textSpan = m_stacked ? 3 : 1, scoreRows = m_stacked ? 1 : 2;
    grid->addWidget(m_mark, 0, 0, scoreRows, 1, Qt::AlignVCenter);
    grid->addWidget(m_label, 0, 1, scoreRows, 1, Qt::AlignVCenter);
    grid->addWidget(m_holder, 0, 2, scoreRows, 1, Qt::AlignVCenter);
    grid->addWidget(m_head, headRow, textColumn, 1, textSpan);
    grid->addWidget(m_reason, headRow + 1, textColumn, 1, textSpan);
    grid->addWidget(m_refusal, headRow + 2, textColumn, 1, textSpan);
    placeWords();
}

void ScoreRowWidget::placeWords()
{
    if (!hasWords(m_row) || m_segments.empty())
        return;
    constexpr int kMark = 12, kBetween = 10, kLeastText = 200;
    const double scale = m_shell.style.textScale();
    int needed = -kGap;
    for (auto* segment : m_segments) {
        segment->ensurePolished();
        needed += segment->sizeHint().width() + kGap;
    }
    const int room = width() - kMark - m_label->width() - 3 * kBetween - (m_stacked ? 0 : qRound(kLeastText * scale));
    const bool oneRow = needed <= room;
    m_holder->setFixedWidth(oneRow ? needed : qRound(kMostSegments * (kSegment + kGap) * scale));
    if (std::exchange(m_oneRow, oneRow) == oneRow)
        return;
    auto* segments = static_cast<QGridLayout*>(m_holder->layout());
    for (auto* segment : m_segments)
        segments->removeWidget(segment);
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const int at = static_cast<int>(i);
        segments->addWidget(m_segments[i], oneRow ? 0 : at / 2, oneRow ? at : at % 2);
    }
}

void ScoreRowWidget::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeWords();
}

void ScoreRowWidget::showLevels()
{
    QStringList levels;
    for (qsizetype i = 0; i < m_row.faces.size(); ++i)
        if (!m_row.descriptors.value(i).isEmpty())
            levels << m_row.faces[i] + QStringLiteral("  ") + m_row.descriptors[i];
    m_levels->setText(levels.join(QLatin1Char('\n')));
    m_levels->setVisible(m_allLevels->isChecked() && !levels.isEmpty());
    m_allLevels->setVisible(!levels.isEmpty());
}

void ScoreRowWidget::makeSegments(const session::ScoreRow& row)
{
    const double scale = m_shell.style.textScale();
    auto* segments = new QGridLayout{m_holder};
    segments->setContentsMargins(0, 0, 0, 0);
    segments->setSpacing(kGap);
    for (qsizetype i = 0; i < row.values.size(); ++i) {
        auto* segment = ui::button(row.field + QLatin1Char('_') + row.values[i], row.faces[i], "segment", m_holder);
        segment->setCheckable(true);
        segment->setAccessibleName(tr("%1 %2: %3").arg(row.label, row.faces[i], row.descriptors.value(i)));
        segment->setToolTip(row.descriptors.value(i).toHtmlEscaped());
        segment->installEventFilter(this);
        connect(segment, &QPushButton::clicked, this, [this, value = row.values[i]] { choose(value); });
        const int at = static_cast<int>(i);
        if (hasWords(row)) {
            segments->addWidget(segment, at / 2, at % 2); // words stand in two columns
        } else {
            segment->setFixedWidth(qRound(kSegment * scale));
            segments->addWidget(segment, 0, at);
        }
        m_segments.push_back(segment);
    }
    m_holder->setFixedWidth(qRound((kMostSegments * (kSegment + kGap)) * scale));
    if (!hasWords(row))
        segments->setColumnStretch(static_cast<int>(row.values.size()), 1);
}

void ScoreRowWidget::show(const session::ScoreRow& row, std::int64_t line, bool editable, const QString& origin)
{
    m_row = row;
    m_line = line;
    m_editable = editable;
    m_origin = origin;
    const qsizetype chosen = row.values.indexOf(row.chosen), computed = row.judged ? -1 : row.faces.indexOf(row.computed.section(QLatin1Char(','), 0, 0));
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        const bool below = !hasWords(row) && chosen >= 0 && at < chosen;
        const bool counts = chosen < 0 && at == computed;
        m_segments[i]->setChecked(at == chosen);
        m_segments[i]->setEnabled(editable);
        m_segments[i]->setProperty("tint", below || counts);
        repolish(m_segments[i]);
    }
    for (auto* segment : m_segments)
        segment->setFocusPolicy(segment == tabStop() ? Qt::StrongFocus : Qt::ClickFocus);
    const QPixmap dot = m_shell.style.pixmap(QStringLiteral("uncited"), 12, m_shell.style.colour(map::Token::Text3), 2.0);
    m_mark->setPixmap(row.uncited ? dot : QPixmap{});
    m_mark->setToolTip(row.uncited ? tr("No evidence is cited for this line.") : QString{});
    m_mark->setAccessibleName(m_mark->toolTip());
    m_descriptor->setText(row.descriptor);
    m_delta->setText(deltaText(row.delta));
    showLevels();
    placeWords();
    const QString model = row.computed.isEmpty() ? tr("computed: none") : tr("computed: %1").arg(row.computed);
    m_model->setText(model);
    m_model->setAccessibleName(tr("%1, %2. Where it comes from").arg(row.label, model));
    m_reason->setVisible(row.judged || !row.chosen.isEmpty() || !row.reason.isEmpty());
    m_reason->setStored(row.reason, line);
    m_reason->setEditable(editable);
    m_reason->setProblem(row.problem.isEmpty() ? row.carried : row.problem);
    m_refusal->hide();
}

void ScoreRowWidget::explain()
{
    showExplanation(m_shell, m_model, {m_row.label + QStringLiteral(": ") + (m_row.chosen.isEmpty() ? m_row.computed : m_row.faces.value(m_row.values.indexOf(m_row.chosen))), m_row.explanation,
                                       m_origin, session::recordsIn(*m_shell.document.mission(), m_row.explanation)});
}

QPushButton* ScoreRowWidget::tabStop() const
{
    for (auto* segment : m_segments)
        if (segment->isChecked())
            return segment;
    return m_segments.front();
}

void ScoreRowWidget::focusValue() { tabStop()->setFocus(Qt::OtherFocusReason); }

bool ScoreRowWidget::eventFilter(QObject* watched, QEvent* event)
{
    const auto at = std::find(m_segments.begin(), m_segments.end(), watched);
    if (at == m_segments.end())
        return QWidget::eventFilter(watched, event);
    // What a value means is read before it is chosen.
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::Enter)
        m_descriptor->setText(m_row.descriptors.value(at - m_segments.begin()));
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Leave)
        m_descriptor->setText(m_row.descriptor);
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const auto go = [&](std::ptrdiff_t by) {
        const auto count = static_cast<std::ptrdiff_t>(m_segments.size());
        m_segments[static_cast<std::size_t>((at - m_segments.begin() + by + count) % count)]->setFocus(Qt::TabFocusReason);
        return true;
    };
    switch (key->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: return go(-1);
    case Qt::Key_Right:
    case Qt::Key_Down: return go(1);
    case Qt::Key_Return:
    case Qt::Key_Enter: (*at)->click(); return true;
    default: break;
    }
    if (const qsizetype wanted = key->text().isEmpty() ? -1 : m_row.faces.indexOf(key->text()); wanted >= 0) {
        m_segments[static_cast<std::size_t>(wanted)]->setFocus(Qt::TabFocusReason);
        m_segments[static_cast<std::size_t>(wanted)]->click();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ScoreRowWidget::choose(const QString& value)
{
    if (!m_editable)
        return show(m_row, m_line, m_editable, m_origin);
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    const bool clear = m_row.chosen == value; // a second click takes the value away
    const json stored = clear ? json{} : isNumber ? json(number) : json(value.toStdString());
    json set{{m_row.field.toStdString(), stored}};
    const QString refused = m_edit({json{{"kind", "line"}, {"id", m_line}, {"set", set}}}, tr("Set %1").arg(m_row.label));
    if (refused.isEmpty())
        m_row.chosen = clear ? QString{} : value;
    show(m_row, m_line, m_editable, m_origin);
    m_refusal->setText(refused);
    m_refusal->setVisible(!refused.isEmpty());
}

} // namespace tutela::app
