// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "import_window.h"

#include "../frame/dialog_size.h"

#include <tutela/core/atomic_write.h>
#include <tutela/exchange/rejected_rows.h>
#include <tutela/session/display.h>

#include <QFileInfo>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <sstream>

namespace tutela::app {

namespace {

constexpr QSize kSize{1080, 700};
constexpr int kStepsWidth = 230;

QString records(std::int64_t count) { return count == 1 ? QObject::tr("1 new record") : QObject::tr("%1 new records").arg(session::countText(count)); }
QString updates(std::int64_t count) { return count == 1 ? QObject::tr("1 update") : QObject::tr("%1 updates").arg(session::countText(count)); }

/// What there is none of is not named.
QString whatIsImported(const exchange::ImportReport& trial)
{
    QStringList changes, sentences;
    if (trial.added > 0 || trial.updated == 0)
        changes << records(trial.added);
    if (trial.updated > 0)
        changes << updates(trial.updated);
    const bool one = trial.added + trial.updated == 1;
    sentences << (one ? QObject::tr("%1 goes into the mission as one step, which Undo takes back.") : QObject::tr("%1 go into the mission as one step, which Undo takes back."))
                     .arg(changes.join(QObject::tr(" and ")));
    if (trial.rejected > 0)
        sentences << (trial.rejected == 1 ? QObject::tr("1 row is refused and left out.") : QObject::tr("%1 rows are refused and left out.").arg(session::countText(trial.rejected)));
    if (const QString beside = session::madeBeside(trial); !beside.isEmpty())
        sentences << QObject::tr("The new records bring %1.").arg(beside);
    return sentences.join(QLatin1Char(' '));
}

} // namespace

ImportWindow::ImportWindow(Shell& shell, const QString& path, View view, QWidget* parent)
    : QDialog(parent), m_shell(shell), m_draft(path), m_view(std::move(view)), m_pages(new QStackedWidget{this}), m_file(new ImportFileStep{shell, m_draft, m_pages}),
      m_columns(new ImportColumnsStep{shell, m_draft, m_pages}), m_check(new ImportCheckStep{shell, m_draft, m_pages})
{
    setObjectName(QStringLiteral("importWindow"));
    setAccessibleName(tr("Import"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import %1").arg(QFileInfo{path}.fileName()));
    for (QWidget* page : std::initializer_list<QWidget*>{ui::scrolled(m_file, m_pages), ui::scrolled(m_columns, m_pages), m_check, ui::scrolled(makeImportStep(), m_pages)})
        m_pages->addWidget(page); // the step of the check scrolls by itself
    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSteps());
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(ui::rule(this));
    column->addWidget(makeButtons());
    row->addLayout(column, 1);
    connect(m_file, &ImportFileStep::changed, this, &ImportWindow::readFile);
    connect(m_file, &ImportFileStep::answered, this, [this] {
        m_trial.reset();
        updateSteps();
    });
    connect(m_columns, &ImportColumnsStep::changed, this, [this] {
        m_trial.reset();
        updateSteps();
    });
    connect(m_check, &ImportCheckStep::changed, this, [this] {
        m_trial.reset();
        updateSteps();
    });
    connect(m_check, &ImportCheckStep::stopAsked, this, [this] {
        m_checkJobs.stop();
        goTo(beside(-1));
    });
    connect(m_check, &ImportCheckStep::rejectedAsked, this, &ImportWindow::saveRejected);
    connect(&m_checkJobs, &session::JobRunner::progressed, m_check, &ImportCheckStep::setBusy);
    connect(&m_importJobs, &session::JobRunner::progressed, this, [this](double fraction, const QString&) { m_importProgress->setValue(static_cast<int>(fraction * 1000)); });
    constexpr double kMostScale = 1.6;
    ui::boundToScreen(*this, kSize * std::min(kMostScale, shell.style.textScale()));
    goTo(File);
    // Until the file is read there is nothing to choose; the page would only take the focus from Next, when the window becomes active first.
    m_pages->setEnabled(false);
    readFile();
}

QWidget* ImportWindow::makeSteps()
{
    QVBoxLayout* column = nullptr;
    auto* panel = ui::panel("panel", this, &column);
    constexpr int kMostShare = 3; // of a small screen, of which the pages need the most
    panel->setFixedWidth(std::min(qRound(kStepsWidth * std::min(1.5, m_shell.style.textScale())), ui::roomOnScreen(*this).width() / kMostShare));
    column->addWidget(ui::label(tr("Import"), "title", panel));
    column->addWidget(ui::label(tr("Nothing is written before the last step."), "caption", panel, true));
    column->addSpacing(8);
    for (std::size_t i = 0; i < StepCount; ++i) {
        m_stepButtons[i] = ui::button(QStringLiteral("importStep%1").arg(i + 1), {}, "row", panel);
        m_stepButtons[i]->setCheckable(true);
        connect(m_stepButtons[i], &QPushButton::clicked, this, [this, i] { goTo(static_cast<Step>(i)); });
        column->addWidget(m_stepButtons[i]);
    }
    column->addStretch();
    return panel;
}

QWidget* ImportWindow::makeButtons()
{
    auto* bar = new QWidget{this};
    auto* row = new QHBoxLayout{bar};
    row->setContentsMargins(24, 12, 24, 12);
    auto* cancel = ui::button(QStringLiteral("importCancel"), tr("Cancel import"), "plain", bar);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(cancel);
    m_hint = ui::label({}, "secondary", bar, true);
    m_hint->setObjectName(QStringLiteral("importHint"));
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_hint, 1);
    m_back = ui::button(QStringLiteral("importBack"), tr("Back"), "plain", bar);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(beside(-1)); });
    row->addWidget(m_back);
    m_next = ui::button(QStringLiteral("importNext"), tr("Next"), "primary", bar);
    m_next->setDefault(true);
    connect(m_next, &QPushButton::clicked, this, &ImportWindow::next);
    row->addWidget(m_next);
    return bar;
}

QWidget* ImportWindow::makeImportStep()
{
    auto* page = new QWidget{m_pages};
    auto* column = new QVBoxLayout{page};
    column->setContentsMargins(24, 20, 24, 12);
    column->addWidget(ui::label(tr("Import"), "title", page));
    m_importText = ui::label({}, "plain", page, true);
    m_importText->setObjectName(QStringLiteral("importText"));
    column->addWidget(m_importText);
    m_importProgress = new QProgressBar{page};
    m_importProgress->setObjectName(QStringLiteral("importWriting"));
    m_importProgress->setAccessibleName(tr("Progress of the import"));
    m_importProgress->setRange(0, 1000);
    m_importProgress->setTextVisible(false);
    m_importProgress->hide();
    column->addWidget(m_importProgress);
    m_importProblem = ui::label({}, "error", page, true);
    m_importProblem->setObjectName(QStringLiteral("importProblem"));
    column->addWidget(m_importProblem);
    column->addStretch();
    return page;
}

void ImportWindow::goTo(Step step)
{
    if (m_importJobs.isRunning())
        return;
    m_step = step;
    m_pages->setCurrentIndex(step);
    if (step == Columns)
        m_columns->fill();
    if (step == Check && !m_trial)
        check();
    if (step == Import && m_trial)
        m_importText->setText(whatIsImported(*m_trial));
    updateSteps();
}

void ImportWindow::next()
{
    if (m_step == Import)
        import();
    else if (m_step == Check && !m_trial)
        check();
    else
        goTo(beside(+1));
}

ImportWindow::Step ImportWindow::beside(int direction) const
{
    int step = m_step + direction;
    if (step == Columns && !session::ImportDraft::hasColumns(m_draft.choices().kind))
        step += direction;
    return static_cast<Step>(std::clamp<int>(step, File, Import));
}

void ImportWindow::updateSteps()
{
    const bool columns = session::ImportDraft::hasColumns(m_draft.choices().kind);
    const QString blocked = m_read ? m_draft.blocked() : QString{};
    std::size_t used = 0;
    for (const auto& column : m_draft.preview().columns)
        used += column.match != exchange::ColumnMatch::NOT_USED;
    const std::array<QString, StepCount> titles{tr("File"), tr("Columns"), tr("Check"), tr("Import")};
    const std::array<QString, StepCount> details{
        QFileInfo{QString::fromStdString(m_draft.choices().source.string())}.fileName(),
        !m_read ? QString{} : columns ? tr("%1 of %2 matched").arg(used).arg(m_draft.preview().columns.size()) : tr("imported as a whole"),
        m_trial ? tr("%1 accepted,\n%2 refused").arg(session::countText(m_trial->accepted), session::countText(m_trial->rejected)) : QString{},
        m_trial ? tr("%1 new").arg(session::countText(m_trial->added)) : QString{}};
    const bool writing = m_importJobs.isRunning();
    const bool asked = !m_draft.dateQuestion().isEmpty();
    const std::array<bool, StepCount> open{true, m_read && columns && !asked, m_read && blocked.isEmpty(), m_trial && m_trial->added + m_trial->updated > 0};
    for (std::size_t i = 0; i < StepCount; ++i) {
        auto* button = m_stepButtons[i];
        const bool done = static_cast<int>(i) < m_step && (i != Columns || columns);
        constexpr int kFrame = 52; // of the list, the button and its mark
        const int room = button->parentWidget()->width() - kFrame;
        QStringList lines = details[i].split(QLatin1Char('\n'));
        for (QString& line : lines)
            line = button->fontMetrics().elidedText(line, Qt::ElideMiddle, room);
        button->setText(QStringLiteral("%1  %2\n%3").arg(i + 1).arg(titles[i], lines.join(QLatin1Char('\n'))));
        button->setToolTip(details[i].toHtmlEscaped());
        button->setAccessibleName(tr("Step %1, %2. %3").arg(i + 1).arg(titles[i], QString{details[i]}.replace(QLatin1Char('\n'), QLatin1Char(' '))));
        button->setIcon(done ? m_shell.style.icon(QStringLiteral("saved"), map::Token::Success) : QIcon{});
        button->setChecked(static_cast<int>(i) == m_step);
        button->setEnabled(open[i] && !writing);
    }
    m_back->setEnabled(m_step > File && !writing);
    const bool again = m_step == Check && !m_trial && !m_checkJobs.isRunning();
    const std::array<bool, StepCount> mayNext{open[columns ? Columns : Check], open[Check], open[Import] || again, open[Import]};
    m_next->setEnabled(mayNext[static_cast<std::size_t>(m_step)] && !writing);
    m_next->setText(m_step == Import && m_trial ? tr("Import %1").arg(session::countText(m_trial->added + m_trial->updated)) : again ? tr("Check again") : tr("Next"));
    m_hint->setText(!blocked.isEmpty() && m_step <= Columns ? blocked
                    : m_step == Check && m_trial && !open[Import] ? tr("Nothing in the file is new: there is nothing to import.")
                                                                    : QString{});
    // Enter goes on wherever the focus is but in the page itself.
    if (m_next->isEnabled() && !m_pages->isAncestorOf(focusWidget()))
        m_next->setFocus(Qt::OtherFocusReason);
}

void ImportWindow::readFile()
{
    m_read = false;
    m_trial.reset();
    updateSteps();
    if (!session::ImportDraft::hasColumns(m_draft.choices().kind)) {
        m_read = true;
        m_file->fill();
        showRead();
        return;
    }
    m_readJobs.restart([request = m_draft.choices()](const core::Progress& progress) { return exchange::previewImport(request, 200, progress); },
                       [this](session::Outcome<exchange::ImportPreview> outcome) {
                           if (outcome.value) {
                               m_draft.take(std::move(*outcome.value));
                               m_read = true;
                               m_file->fill();
                           } else if (outcome.error) {
                               m_file->showProblem(tr("The file was not read: %1").arg(outcome.sentence()));
                           }
                           showRead();
                       });
}

void ImportWindow::showRead()
{
    updateSteps();
    m_pages->setEnabled(true);
}

void ImportWindow::check()
{
    m_check->setBusy(0, {});
    m_checkJobs.restart([request = m_draft.request(true), path = m_shell.document.path(), author = m_shell.document.author(), now = m_shell.document.now()](
                            const core::Progress& progress) {
        auto file = store::MissionFile::open(path, store::Access::ReadOnly);
        return exchange::importFile(file, request, author, now, progress);
    }, [this](session::Outcome<exchange::ImportReport> outcome) {
        if (outcome.value) {
            m_trial = std::move(*outcome.value);
            m_check->fill(*m_trial);
        } else if (outcome.error) {
            m_check->showProblem(outcome.sentence());
        }
        updateSteps();
    });
}

void ImportWindow::import()
{
    if (m_shell.document.isReadOnly()) {
        m_importProblem->setText(tr("The mission is read-only: %1").arg(m_shell.document.readOnlyReason()));
        return;
    }
    m_importProblem->clear();
    m_importProgress->setValue(0);
    m_importProgress->show();
    m_importJobs.restart([request = m_draft.request(false), write = m_shell.document.writer(), author = m_shell.document.author(), now = m_shell.document.now()](
                             const core::Progress& progress) {
        exchange::ImportReport report;
        write([&](store::MissionFile& file) { report = exchange::importFile(file, request, author, now, progress); });
        return report;
    }, [this](session::Outcome<exchange::ImportReport> outcome) {
        m_importProgress->hide();
        if (outcome.value) {
            finish(*outcome.value);
            return;
        }
        if (outcome.stopped()) {
            QDialog::reject();
            return;
        }
        m_importProblem->setText(tr("Nothing was imported: %1").arg(outcome.sentence()));
        updateSteps();
    });
    updateSteps();
}

void ImportWindow::finish(const exchange::ImportReport& report)
{
    if (session::ImportDraft::hasColumns(m_draft.choices().kind))
        m_draft.keepMapping();
    const auto before = m_shell.document.mission()->incidents;
    if (report.commit)
        m_shell.document.adopt(*report.commit, m_draft.stepName(report));
    QString text = tr("%1 imported: %2 new, %3 updated").arg(QFileInfo{QString::fromStdString(m_draft.choices().source.string())}.fileName(),
                                                             session::countText(report.added), session::countText(report.updated));
    if (const QString beside = session::madeBeside(report); !beside.isEmpty())
        text += tr(", with %1").arg(beside);
    if (report.rejected > 0)
        text += tr(", %1 refused").arg(session::countText(report.rejected));
    const bool incidents = m_draft.choices().kind == exchange::ImportKind::INCIDENTS;
    const auto imported = incidents ? session::importedIncidents(*before, *m_shell.document.mission()->incidents, report.dataset) : session::ImportedIncidents{};
    m_shell.toasts.show(text + QLatin1Char('.'), {ui::undoAction(m_shell), {tr("View on map"), [view = m_view, imported] { view(imported); }}});
    accept();
}

void ImportWindow::saveRejected()
{
    if (!m_trial)
        return;
    const QString path = m_shell.prompts.saveFile(this, tr("Save the refused rows"), tr("rejected.csv"), tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    m_rejectedJobs.restart([request = m_draft.request(true), report = *m_trial, path](const core::Progress& progress) {
        std::ostringstream out;
        const auto rows = exchange::writeRejectedRows(request, report, out, progress);
        core::io::atomicWrite(path.toStdString(), out.str());
        return rows;
    }, [this, path](session::Outcome<std::int64_t> outcome) {
        if (outcome.value)
            m_shell.toasts.show(tr("%1 refused rows saved to %2.").arg(session::countText(*outcome.value), QFileInfo{path}.fileName()));
        else if (outcome.error)
            m_check->showProblem(tr("The refused rows were not saved: %1").arg(outcome.sentence()));
    });
}

/// Escape and Cancel: what runs is stopped first; the mission is as it was.
void ImportWindow::reject()
{
    m_readJobs.stop();
    m_checkJobs.stop();
    m_importJobs.stop();
    if (!m_importJobs.isRunning()) // else it closes when the writing has been taken back
        QDialog::reject();
}

} // namespace tutela::app
