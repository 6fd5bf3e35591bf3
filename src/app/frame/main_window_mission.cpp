// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mission of the window: opened in a worker, taken in, closed, and not left while something is not saved.
#include "main_window.h"

#include "../memory.h"
#include "../welcome/welcome.h"
#include "bars.h"
#include "command_palette.h"
#include "demo_mission.h"
#include "dialogs.h"
#include "undo_step.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/store/interruption.h>

#include <QDateTime>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>
#include <QStackedWidget>
#include <QThread>

#include <string>
#include <utility>

namespace tutela::app {

namespace {

/// Opens in a worker what then lives in the thread of the window.
OpenedMission openedFor(QThread& gui, const std::filesystem::path& path, const store::Author& author, const core::Progress& progress)
{
    auto document = session::Document::open(path, author, {}, progress);
    document->undoStack().moveToThread(&gui);
    document->moveToThread(&gui);
    const auto period = session::WorkContext::firstPeriod(*document->mission());
    return {std::move(document), period};
}

/// The sentence of an error without the name of the file, which the message says.
QString reasonOf(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const core::Error& known) {
        return QString::fromUtf8(known.message().c_str());
    } catch (const std::exception& other) {
        return QString::fromUtf8(other.what());
    }
}

bool isDamage(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const core::Error& known) {
        return known.code() == core::ErrorCode::Damaged;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

void MainWindow::openMission(const QString& path, const std::function<void(bool)>& done)
{
    if (m_document != nullptr || isOpening()) {
        auto* other = new MainWindow{m_style, m_prompts};
        other->show();
        other->openMission(path, done);
        return;
    }
    const QString name = QFileInfo{path}.fileName();
    const bool interrupted = store::interruptedWriter(path.toStdString()).has_value(); // before this writer takes its place
    setBusy(tr("Opening %1 ...").arg(name));
    m_openJobs.restart([file = path.toStdString(), author = authorOfSettings(), gui = thread()](const core::Progress& progress) { return openedFor(*gui, file, author, progress); },
                       [this, name, done, interrupted](session::Outcome<OpenedMission> outcome) {
        setBusy({});
        if (outcome.value) {
            takeDocument(std::move(*outcome.value));
            if (interrupted && !m_document->isReadOnly())
                tellInterruption();
        } else if (outcome.error) {
            tellNotOpened(name, outcome.error);
        }
        if (done)
            done(m_document != nullptr);
    });
}

void MainWindow::tellNotOpened(const QString& name, const std::exception_ptr& error)
{
    const auto offer = [this](const QString& text, const QString& action) { return MessageAction{text, [this, action] { m_actions.action(action)->trigger(); }}; };
    std::vector<MessageAction> actions{offer(tr("Open another ..."), QStringLiteral("file.open"))};
    if (isDamage(error))
        actions.insert(actions.begin(), offer(tr("Restore a backup ..."), QStringLiteral("file.restore")));
    m_messages->show(QStringLiteral("open"), MessageBar::Level::Danger, tr("%1 was not opened: %2. Nothing was changed.").arg(name, reasonOf(error)), actions);
}

void MainWindow::openDemo()
{
    const QString path = demoPath();
    if (QFileInfo::exists(path)) {
        openMission(path);
        return;
    }
    setBusy(tr("Making the fictional demo mission Kavara ..."));
    m_openJobs.restart([path](const core::Progress& progress) {
        makeDemo(path, progress);
        return true;
    }, [this, path](session::Outcome<bool> outcome) {
        setBusy({});
        if (outcome.value)
            openMission(path);
        else if (outcome.error)
            m_messages->show(QStringLiteral("open"), MessageBar::Level::Danger, tr("The demo mission was not made: %1").arg(outcome.sentence()));
    });
}

void MainWindow::setBusy(const QString& sentence)
{
    m_welcome->setBusy(sentence);
    if (sentence.isEmpty())
        m_status->endJob();
}

void MainWindow::takeDocument(OpenedMission opened)
{
    m_messages->hide(QStringLiteral("open"));
    m_document = std::move(opened.document);
    const auto mission = m_document->mission();
    m_context.setPeriod(opened.period);
    m_context.setScope(std::nullopt);
    m_context.select(std::nullopt);
    m_shell = std::make_unique<Shell>(Shell{*m_document, m_context, m_actions, m_style, *m_messages, *m_toasts, m_prompts,
                                            [this](session::RecordRef record) { openRecord(record); },
                                            [this](const QString& text) { m_status->setResult(text); },
                                            [this](int count) { m_status->setWarnings(count); }});
    connect(&m_document->undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
    connect(&m_document->undoStack(), &QUndoStack::indexChanged, this, [this, &stack = m_document->undoStack(), step = m_document->undoStack().index()]() mutable {
        if (const int now = stack.index(); std::exchange(step, now) != now) // a step that was refused is where it was
            withdrawUndo(*this);
    });
    connect(m_document.get(), &session::Document::changed, this, &MainWindow::updateTitle);
    connect(m_document.get(), &session::Document::changed, this, [this] {
        m_status->setUnchecked(); // what an older check found may hold no more
        m_checkDelay.start();
    });
    connect(m_document.get(), &session::Document::saveFailed, this, &MainWindow::tellNotSaved);
    connect(m_document.get(), &session::Document::stepRefused, this, &MainWindow::tellRefused);
    connect(m_document.get(), &session::Document::clockMoved, this, [this](const QString& sentence) { m_messages->show(QStringLiteral("clock"), MessageBar::Level::Warning, sentence); });
    connect(m_document.get(), &session::Document::saved, this, [this] {
        m_unsaved = false;
        m_messages->hide(QStringLiteral("save"));
        m_messages->hide(QStringLiteral("step"));
    });
    fillRail();
    m_topBar->setShell(m_shell.get());
    m_status->setUnchecked();
    m_rail->show();
    m_topBar->show();
    m_status->show();
    if (m_document->isReadOnly())
        m_messages->show(QStringLiteral("readonly"), MessageBar::Level::Warning,
                         tr("Read-only: %1. You can look, export and print; nothing can be changed.").arg(m_document->readOnlyReason()),
                         {{tr("Save a copy ..."), [this] { m_actions.action(QStringLiteral("file.backup"))->trigger(); }}});
    RecentMissions::add({QString::fromStdString(std::filesystem::absolute(m_document->path()).string()), session::shown(mission->details.name),
                         QString::fromStdString(core::spoken(mission->details.marking.value_or(core::Marking::CONFIDENTIAL))),
                         QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))});
    show(QStringLiteral("Overview"));
    updateTitle();
    m_checkDelay.start();
    if (!m_document->isReadOnly())
        m_backupDelay.start();
}

/// After a kill or a power cut: what is there, and what may be missing.
void MainWindow::tellInterruption()
{
    const auto commits = m_document->history();
    const QString kept = commits.empty() ? QString{}
                                         : tr(" The last change in it: %1 (%2).").arg(session::shown(commits.back().message),
                                                                                      QString::fromStdString(m_document->mission()->timeZone().readable(commits.back().time)));
    m_messages->show(QStringLiteral("interrupted"), MessageBar::Level::Info,
                     tr("Tutela ended last time before this mission was closed. Everything that showed as saved is here.%1 "
                        "Only a field that was being typed can be missing: look at it again.").arg(kept));
}

void MainWindow::closeMission()
{
    m_mapProblems.clear();
    m_palette->dismiss();
    m_backupDelay.stop();
    m_backupJobs.stop();
    m_checkDelay.stop();
    m_checkJobs.stop();
    m_messages->clear();
    m_toasts->clear();
    m_status->setResult({});
    m_unsaved = false;
    for (auto* workspace : m_workspaces) {
        workspace->keepLayout();
        m_stack->removeWidget(workspace);
        delete workspace;
    }
    m_workspaces.clear();
    m_rail->clear();
    m_topBar->setShell(nullptr);
    m_shell.reset();
    m_document.reset();
    m_stack->setCurrentWidget(m_welcome);
    m_rail->hide();
    m_topBar->hide();
    m_status->hide();
    m_welcome->refresh();
    updateActions();
    updateTitle();
    giveMemoryBack();
}

bool MainWindow::mayLeave()
{
    if (m_document == nullptr)
        return true;
    QPointer<QWidget> typedIn = focusWidget();
    if (typedIn != nullptr)
        typedIn->clearFocus(); // a field that is being typed in saves, or fails to
    if (!m_unsaved)
        return true;
    const int chosen = m_prompts.ask(this, tr("Not saved"), tr("What you typed last could not be saved and is only on the screen. Closing now loses it."),
                                     {tr("Keep open"), tr("Close and lose it")});
    if (chosen == 1)
        return true;
    if (typedIn != nullptr)
        typedIn->setFocus();
    return false;
}

} // namespace tutela::app
