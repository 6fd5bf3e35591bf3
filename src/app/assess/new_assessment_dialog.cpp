// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_dialogs.h"
#include "../frame/wrapped_rows.h"
#include "dialog_parts.h"

#include <tutela/session/assessment_evidence.h>
#include <tutela/session/display.h>
#include <tutela/session/job_runner.h>

#include <QComboBox>
#include <QDialog>
#include <QGridLayout>
#include <QListWidget>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr QSize kNewSize{640, 540};

/// Sector, month and start, and below at once what changed since the last version.
class NewAssessmentDialog final : public QDialog {
public:
    NewAssessmentDialog(Shell& shell, QWidget* parent, std::optional<core::AreaId> area, session::StartFrom start)
        : QDialog(parent), m_shell(shell), m_mission(shell.document.mission()), m_months(session::WorkContext::months(*m_mission))
    {
        auto* column = begin(*this, "newAssessmentDialog", tr("New assessment"));
        auto* content = new QWidget{this};
        auto* inner = new QVBoxLayout{content};
        inner->setContentsMargins(0, 0, 0, 0);
        inner->setSpacing(column->spacing());
        makeChoices(inner, area);
        m_fromLast = named(new QRadioButton{this}, "newFromLast", tr("Start from the last version"));
        m_blank = named(new QRadioButton{tr("Start blank: from threats, places and evidence alone"), this}, "newBlank", tr("Start blank"));
        (start == session::StartFrom::Blank ? m_blank : m_fromLast)->setChecked(true);
        inner->addWidget(m_fromLast);
        inner->addWidget(m_blank);
        inner->addSpacing(4);
        m_heading = ui::label({}, "heading", this);
        inner->addWidget(m_heading);
        m_changes = named(new QListWidget{this}, "newChanges", tr("What changed since the last version"));
        m_changes->setWordWrap(true);
        m_changes->setResizeMode(QListView::Adjust);
        constexpr int kPaddings = 28;
        m_changes->setItemDelegate(new WrappedRows{m_changes, kPaddings});
        m_changes->setTextElideMode(Qt::ElideNone);
        m_changes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_changes->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
        inner->addWidget(m_changes, 1);
        column->addWidget(ui::scrolled(content, this), 1);
        m_ok = addButtons(*this, column, tr("Start"));
        connect(m_ok, &QPushButton::clicked, this, &QDialog::accept);
        connect(m_scope, &QComboBox::currentIndexChanged, this, &NewAssessmentDialog::compute);
        connect(m_month, &QComboBox::currentIndexChanged, this, &NewAssessmentDialog::compute);
        connect(m_blank, &QRadioButton::toggled, this, &NewAssessmentDialog::compute);
        compute();
        ui::boundToScreen(*this, kNewSize * shell.style.textScale());
    }
    std::optional<NewAssessment> chosen()
    {
        return m_ready ? std::optional{NewAssessment{std::move(*m_ready)}} : std::nullopt;
    }

private:
    void makeChoices(QVBoxLayout* column, std::optional<core::AreaId> area)
    {
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(16);
        m_scope = named(new QComboBox{this}, "newScope", tr("Sector"));
        m_scope->addItem(tr("Whole mission"), QVariant::fromValue<qlonglong>(0));
        for (const auto& each : m_mission->all<core::Area>())
            if (each.level == core::AreaLevel::SECTOR)
                m_scope->addItem(session::shown(each.name), QVariant::fromValue<qlonglong>(each.id));
        m_scope->setCurrentIndex(area ? std::max(0, m_scope->findData(QVariant::fromValue<qlonglong>(area->value))) : 0);
        m_month = named(new QComboBox{this}, "newMonth", tr("Month"));
        for (const auto& each : m_months)
            m_month->addItem(session::WorkContext::called(each, m_mission->timeZone()));
        const auto wanted = std::find(m_months.begin(), m_months.end(), m_shell.context.period().value_or(core::Period{}));
        m_month->setCurrentIndex(wanted == m_months.end() ? 0 : static_cast<int>(wanted - m_months.begin()));
        int at = 0;
        for (auto* box : {m_scope, m_month}) {
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            grid->addWidget(ui::label(box->accessibleName(), "caption", this), 0, at);
            grid->addWidget(box, 1, at);
            grid->setColumnStretch(at++, 1);
        }
        column->addLayout(grid);
    }

    [[nodiscard]] std::optional<core::AreaId> area() const
    {
        const auto id = m_scope->currentData().toLongLong();
        return id == 0 ? std::nullopt : std::optional{core::AreaId{id}};
    }

    [[nodiscard]] QString openText(std::optional<core::AreaId> area, const core::Period& period) const
    {
        const QString month = session::WorkContext::called(period, m_mission->timeZone());
        return (area ? tr("%1 has an open version for %2.").arg(session::WorkContext::called(area, *m_mission), month) : tr("The whole mission has an open version for %1.").arg(month))
               + QLatin1Char(' ') + tr("Starting makes another one beside it.");
    }

    /// Without an approved version there is nothing to start from: blank is what is left.
    void showStarts()
    {
        const auto last = session::lastApproved(*m_mission, area());
        m_fromLast->setText(last ? tr("Start from the last version: %1").arg(session::versionCaption(*m_mission, *last)) : tr("Start from the last version: none is approved yet"));
        m_fromLast->setEnabled(last.has_value());
        if (!last) {
            const QSignalBlocker quiet{m_blank};
            m_blank->setChecked(true);
        }
        m_heading->setText(m_blank->isChecked() ? tr("What it starts with") : tr("What changed since then"));
    }

    void compute()
    {
        showStarts();
        m_ready.reset();
        m_ok->setEnabled(false);
        m_changes->clear();
        if (m_months.empty()) {
            m_changes->addItem(tr("The mission has no month with records yet. Import incidents first."));
            return;
        }
        m_changes->addItem(tr("Working out what changed ..."));
        const auto period = m_months[static_cast<std::size_t>(std::max(0, m_month->currentIndex()))];
        const auto start = m_blank->isChecked() ? session::StartFrom::Blank : session::StartFrom::LastVersion;
        struct Ready {
            session::AssessmentWork work;
            QStringList sentences;
        };
        m_jobs.restart([mission = m_mission, area = area(), period, start](const core::Progress& progress) {
            Ready ready{session::startVersion(*mission, area, period, period.to, start, progress.part(0.0, 0.9)), {}};
            ready.sentences = session::sinceLast(*mission, ready.work, progress.part(0.9, 1.0));
            return ready;
        }, [this, area = area(), period](session::Outcome<Ready> outcome) {
            m_changes->clear();
            if (!outcome.value) {
                m_changes->addItem(outcome.sentence());
                return;
            }
            if (session::openVersion(*m_mission, area, period))
                m_changes->addItem(openText(area, period));
            m_changes->addItems(outcome.value->sentences);
            m_ready = std::move(outcome.value->work);
            m_ok->setEnabled(true);
        });
    }

    Shell& m_shell;
    std::shared_ptr<const core::Mission> m_mission;
    std::vector<core::Period> m_months;
    QComboBox *m_scope = nullptr, *m_month = nullptr;
    QRadioButton *m_fromLast = nullptr, *m_blank = nullptr;
    QLabel* m_heading = nullptr;
    QListWidget* m_changes = nullptr;
    QPushButton* m_ok = nullptr;
    std::optional<session::AssessmentWork> m_ready;
    session::JobRunner m_jobs;
};

} // namespace

std::optional<NewAssessment> askNewAssessment(Shell& shell, QWidget* parent, std::optional<core::AreaId> area, session::StartFrom start)
{
    NewAssessmentDialog dialog{shell, parent, area, start};
    return dialog.exec() == QDialog::Accepted ? dialog.chosen() : std::nullopt;
}

} // namespace tutela::app
