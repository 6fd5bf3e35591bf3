// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bars.h"
#include "elided_label.h"

#include <tutela/core/text.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::app {

namespace {

const auto kFormsKey = QStringLiteral("formats/coordinates");

QFrame* separator(QWidget* parent)
{
    auto* line = new QFrame{parent};
    line->setFixedWidth(1);
    line->setProperty("role", QStringLiteral("rule"));
    line->setStyleSheet(QStringLiteral("max-height: 40px; min-height: 20px;"));
    return line;
}

double toThreeFigures(double value)
{
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(value, 1.0))) - 2));
    return std::round(value / unit) * unit;
}

/// As a row gives it to a widget that is shown.
int widthOf(QWidget* widget)
{
    widget->ensurePolished(); // also one that was never shown
    return std::clamp(widget->sizeHint().width(), widget->minimumWidth(), widget->maximumWidth());
}

} // namespace

StatusBar::StatusBar(Style& style, QWidget* parent) : QFrame(parent), m_style(style)
{
    constexpr int kHeight = 28;
    setObjectName(QStringLiteral("statusBar"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // parts give way to the width; grows with the text, also in a low window
    auto* row = new QHBoxLayout{this};
    row->addStrut(kHeight);
    row->setContentsMargins(10, 0, 10, 0);
    row->setSpacing(2);
    m_result = new ElidedLabel{this};
    m_result->setProperty("role", QStringLiteral("caption"));
    m_result->setObjectName(QStringLiteral("statusResult"));
    row->addWidget(m_result);
    makeJob();
    row->addWidget(m_job);
    row->addStretch(1);
    m_mission = new ElidedLabel{this};
    m_mission->setProperty("role", QStringLiteral("caption"));
    m_mission->setObjectName(QStringLiteral("statusMission"));
    row->addWidget(m_mission);
    auto* afterMission = separator(this);
    row->addWidget(afterMission);
    m_context = new ElidedLabel{this, Qt::ElideLeft}; // the marking is its end
    m_context->setProperty("role", QStringLiteral("caption"));
    m_context->setObjectName(QStringLiteral("statusContext"));
    row->addWidget(m_context);
    makePoint();
    makeScale();
    m_system = ui::label({}, "caption", this);
    m_system->setObjectName(QStringLiteral("statusSystem"));
    for (QWidget* part : std::initializer_list<QWidget*>{m_point, m_scale, m_system}) {
        m_parts.insert(m_parts.begin(), {part, separator(this)});
        row->addWidget(m_parts.front().line);
        row->addWidget(part);
    }
    m_parts.push_back({m_mission, afterMission});
    m_warnings = new QToolButton{this};
    m_warnings->setObjectName(QStringLiteral("statusWarnings"));
    connect(m_warnings, &QToolButton::clicked, this, &StatusBar::warningsAsked);
    row->addWidget(separator(this));
    row->addWidget(m_warnings);
    row->addWidget(separator(this));
    row->addWidget(makeOffline());
    readForms();
    constexpr int kResultMs = 20'000;
    m_resultAge.setInterval(kResultMs);
    m_resultAge.setSingleShot(true);
    connect(&m_resultAge, &QTimer::timeout, m_result, &QLabel::clear);
    connect(&style, &Style::changed, this, [this] { showWarnings(); });
    setUnchecked();
    setCursorPoint(std::nullopt);
    setScale(std::nullopt);
}

/// What is said of the work that is running, with a way to stop it.
void StatusBar::makeJob()
{
    m_job = new QWidget{this};
    auto* jobRow = new QHBoxLayout{m_job};
    jobRow->setContentsMargins(0, 0, 0, 0);
    m_jobText = ui::label({}, "caption", m_job);
    auto* stop = new QToolButton{m_job};
    stop->setObjectName(QStringLiteral("stopButton"));
    stop->setText(tr("Stop"));
    stop->setAccessibleName(tr("Stop the work that is running"));
    connect(stop, &QToolButton::clicked, this, &StatusBar::stopAsked);
    jobRow->addWidget(m_jobText);
    jobRow->addWidget(stop);
    m_job->hide();
}

void StatusBar::makePoint()
{
    m_point = new QToolButton{this};
    m_point->setObjectName(QStringLiteral("statusCoordinate"));
    m_point->setAccessibleName(tr("Coordinate under the pointer"));
    m_point->setToolTip(tr("Click copies it, a right click chooses how it is written"));
    m_point->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_point, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_point->text()); });
    connect(m_point, &QWidget::customContextMenuRequested, this, &StatusBar::chooseForm);
}

void StatusBar::makeScale()
{
    m_scale = new QLineEdit{this};
    m_scale->setObjectName(QStringLiteral("statusScale"));
    m_scale->setAccessibleName(tr("Scale of the map"));
    m_scale->setAlignment(Qt::AlignRight);
    connect(m_scale, &QLineEdit::editingFinished, this, [this] {
        QString digits;
        for (const QChar c : m_scale->text().section(QLatin1Char(':'), -1))
            if (c.isDigit())
                digits += c;
        if (m_scale->isModified() && digits.toDouble() > 0)
            emit scaleTyped(digits.toDouble());
        m_scale->setModified(false);
    });
}

QToolButton* StatusBar::makeOffline()
{
    auto* offline = new QToolButton{this};
    offline->setObjectName(QStringLiteral("statusOffline"));
    offline->setText(tr("Offline"));
    offline->setAccessibleName(tr("Offline"));
    offline->setToolTip(tr("Tutela never goes online. Click shows the notices of this session."));
    connect(offline, &QToolButton::clicked, this, &StatusBar::historyAsked);
    return offline;
}

/// How the person wants coordinates written.
void StatusBar::readForms()
{
    m_forms = {core::CoordinateForm::DegreesMinutes, core::CoordinateForm::Mgrs};
    const QString kept = QSettings{}.value(kFormsKey).toString();
    if (!kept.isEmpty()) {
        m_forms.clear();
        for (const QString& each : kept.split(QLatin1Char(',')))
            m_forms.push_back(static_cast<core::CoordinateForm>(each.toInt()));
    }
}

void StatusBar::setResult(const QString& text)
{
    m_result->setText(text);
    m_resultAge.start();
}

void StatusBar::setMission(const QString& name)
{
    m_mission->setText(name);
    m_mission->setToolTip(name.toHtmlEscaped());
}

void StatusBar::setContextText(const QString& text, const QString& end)
{
    m_contextEnd = end;
    m_context->setText(text);
    fold();
}

void StatusBar::setSystem(const QString& name)
{
    m_system->setText(name);
    partOf(m_system).wanted = !name.isEmpty();
    fold();
}

StatusBar::Part& StatusBar::partOf(const QWidget* widget)
{
    return *std::find_if(m_parts.begin(), m_parts.end(), [widget](const Part& part) { return part.widget == widget; });
}

/// Shows the parts that there is room for. The last result has what is left.
void StatusBar::fold()
{
    constexpr int kAroundText = 14; // of a label, by the style sheet
    m_context->ensurePolished();
    m_context->setMinimumWidth(std::max(1, m_context->fontMetrics().horizontalAdvance(QStringLiteral("\u2026") + m_contextEnd) + kAroundText));
    const int between = layout()->spacing();
    const QMargins around = layout()->contentsMargins();
    const auto widthWith = [between](const Part& part) { return widthOf(part.widget) + widthOf(part.line) + 2 * between; };
    int needed = around.left() + around.right();
    for (int i = 0; i < layout()->count(); ++i) {
        QWidget* widget = layout()->itemAt(i)->widget();
        const bool gives = widget == nullptr || widget == m_result
                           || std::any_of(m_parts.begin(), m_parts.end(), [widget](const Part& part) { return part.widget == widget || part.line == widget; });
        if (!gives && !widget->isHidden())
            needed += widthOf(widget) + between;
    }
    for (const Part& part : m_parts)
        needed += part.wanted ? widthWith(part) : 0;
    for (const Part& part : m_parts) {
        const bool fits = part.wanted && needed <= width();
        if (part.wanted && !fits)
            needed -= widthWith(part);
        part.widget->setVisible(fits);
        part.line->setVisible(fits);
    }
    m_result->setMaximumWidth(std::max(1, width() - needed - between));
}

/// A text or a font has changed.
bool StatusBar::event(QEvent* event)
{
    const bool done = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fold();
    return done;
}

void StatusBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fold();
}

void StatusBar::setJob(double fraction, const QString& stage)
{
    m_jobText->setText(tr("%1 %2 %").arg(stage.isEmpty() ? tr("Working") : stage).arg(std::lround(fraction * 100)));
    m_job->show();
    m_result->hide();
}

void StatusBar::endJob()
{
    m_job->hide();
    m_result->show();
}

void StatusBar::setCursorPoint(std::optional<core::GeoPoint> point)
{
    m_at = point;
    showPoint();
}

void StatusBar::showPoint()
{
    m_point->setEnabled(m_at.has_value());
    if (!m_at) {
        m_point->setText(QStringLiteral("\u2013"));
        return;
    }
    QStringList texts;
    for (const auto form : m_forms)
        texts << QString::fromStdString(core::coordinateText(*m_at, form));
    m_point->setText(texts.join(QStringLiteral("  \u00B7  ")));
}

bool StatusBar::writes(core::CoordinateForm form) const { return std::find(m_forms.begin(), m_forms.end(), form) != m_forms.end(); }

void StatusBar::setWritten(core::CoordinateForm form, bool on)
{
    if (on == writes(form) || (!on && m_forms.size() == 1))
        return;
    std::erase(m_forms, form);
    if (on)
        m_forms.push_back(form);
    QStringList kept;
    for (const auto each : m_forms)
        kept << QString::number(static_cast<int>(each));
    QSettings{}.setValue(kFormsKey, kept.join(QLatin1Char(',')));
    showPoint();
}

void StatusBar::chooseForm()
{
    QMenu menu{this};
    for (const CoordinateWord& each : kCoordinateWords) {
        auto* action = menu.addAction(tr(each.word));
        action->setCheckable(true);
        action->setChecked(writes(each.form));
        connect(action, &QAction::toggled, this, [this, form = each.form](bool on) { setWritten(form, on); });
    }
    menu.exec(m_point->mapToGlobal(QPoint{0, -menu.sizeHint().height()}));
}

void StatusBar::setScale(std::optional<double> denominator)
{
    partOf(m_scale).wanted = denominator.has_value();
    if (!m_scale->hasFocus() && denominator)
        m_scale->setText(QStringLiteral("1 : ") + QString::fromStdString(core::grouped(std::llround(toThreeFigures(*denominator)))));
    m_scale->ensurePolished();
    m_scale->setFixedWidth(m_scale->fontMetrics().horizontalAdvance(QStringLiteral("1 : 888 888 888")) + 16);
    fold();
}

void StatusBar::setWarnings(int count)
{
    m_warningCount = count;
    showWarnings();
}

void StatusBar::setUnchecked(bool failed)
{
    m_warningCount.reset();
    m_checkFailed = failed;
    showWarnings();
}

/// The sign of a warning stands only beside warnings.
void StatusBar::showWarnings()
{
    const int count = m_warningCount.value_or(0);
    m_warnings->setIcon(count > 0         ? m_style.icon(QStringLiteral("warning"), map::Token::Warning)
                        : m_warningCount ? m_style.icon(QStringLiteral("saved"), map::Token::Success)
                                         : QIcon{});
    m_warnings->setToolButtonStyle(m_warningCount ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
    m_warnings->setText(!m_warningCount ? (m_checkFailed ? tr("Data not checked") : tr("Checking data ..."))
                        : count == 0    ? tr("No data warnings")
                        : count == 1    ? tr("1 data warning")
                                        : tr("%1 data warnings").arg(QString::fromStdString(core::grouped(count))));
    m_warnings->setAccessibleName(m_warnings->text());
}

} // namespace tutela::app
