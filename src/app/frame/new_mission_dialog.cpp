// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "new_mission_dialog.h"

#include "dialog_size.h"
#include "workspace.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace tutela::app {

using exchange::ImportKind;

NewMissionDialog::NewMissionDialog(Prompts& prompts, const Style& style, store::Author author, QWidget* parent)
    : QDialog(parent), m_prompts(prompts), m_author(std::move(author)), m_pages(new QStackedWidget{this}), m_busy(new QWidget{this}), m_stage(ui::label({}, "secondary", m_busy, true)),
      m_progress(new QProgressBar{m_busy})
{
    setObjectName(QStringLiteral("newMissionDialog"));
    setWindowTitle(tr("New mission"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(20, 16, 20, 16);
    column->addWidget(ui::label(tr("New mission"), "title", this, true));
    m_pages->addWidget(ui::scrolled(m_form = makeForm(), this));
    m_pages->addWidget(makeBalance());
    column->addWidget(m_pages, 1);
    auto* busy = new QHBoxLayout{m_busy};
    busy->setContentsMargins(0, 0, 0, 0);
    m_progress->setObjectName(QStringLiteral("newMissionProgress"));
    m_progress->setAccessibleName(tr("Progress of the new mission"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    busy->addWidget(m_stage, 1);
    busy->addWidget(m_progress, 1);
    column->addWidget(m_busy);
    auto* box = new QDialogButtonBox{this};
    m_cancel = box->addButton(QDialogButtonBox::Cancel);
    m_cancel->setAccessibleName(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("newMissionCancel"));
    m_create = box->addButton(tr("Create ..."), QDialogButtonBox::ActionRole);
    m_create->setAccessibleName(tr("Create the mission"));
    m_create->setObjectName(QStringLiteral("newMissionCreate"));
    m_create->setProperty("role", QStringLiteral("primary"));
    m_create->setEnabled(false);
    m_reason = ui::label({}, "secondary", this, true);
    m_reason->setObjectName(QStringLiteral("newMissionReason"));
    auto* last = new QHBoxLayout;
    last->addWidget(m_reason, 1);
    last->addWidget(box);
    column->addLayout(last);
    connect(box, &QDialogButtonBox::rejected, this, &NewMissionDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &NewMissionDialog::updateCreate);
    connect(m_create, &QPushButton::clicked, this, [this] {
        if (m_made.isEmpty())
            create();
        else
            accept();
    });
    connect(&m_jobs, &session::JobRunner::progressed, this, [this](double fraction, const QString& stage) {
        m_progress->setValue(static_cast<int>(fraction * m_progress->maximum()));
        if (!stage.isEmpty())
            m_stage->setText(stage);
    });
    setWorking(false);
    m_name->setFocus();
    constexpr int kWidth = 600;
    ui::fitToText(*this, style.textScale(), kWidth);
}

QWidget* NewMissionDialog::makeForm()
{
    auto* rows = new QWidget{this};
    auto* form = new QFormLayout{rows};
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(10);
    form->addRow(ui::label(tr("A mission is one file on this computer. It needs a name; all else can be imported later as well."), "secondary", rows, true));
    m_name = new QLineEdit{rows};
    m_name->setObjectName(QStringLiteral("newMissionName"));
    m_name->setAccessibleName(tr("Name"));
    form->addRow(m_name->accessibleName(), m_name);
    addFile(*form, ImportKind::AREAS, QStringLiteral("Areas"), tr("Areas and sectors (optional)"), tr("GeoPackage, Shapefile, GeoJSON or KML. Without it nothing is counted by area."));
    addFile(*form, ImportKind::ELEVATION, QStringLiteral("Elevation"), tr("Elevation (optional)"), tr("Without it the ground counts as flat: times are too short in mountains."));
    addFile(*form, ImportKind::ROADS, QStringLiteral("Roads"), tr("Roads (optional)"), tr("Without them the map shows none, and times will be too long."));
    addFile(*form, ImportKind::POPULATION, QStringLiteral("Population"), tr("Population (optional)"), tr("Without it only the people of recorded places are counted."));
    m_marking = new QComboBox{rows};
    m_marking->setObjectName(QStringLiteral("newMissionMarking"));
    m_marking->setAccessibleName(tr("Marking"));
    m_marking->addItems({tr("Unclassified"), tr("Confidential"), tr("Strictly confidential")});
    m_marking->setCurrentIndex(1);
    form->addRow(m_marking->accessibleName(), m_marking);
    m_problem = ui::label({}, "error", rows, true);
    m_problem->setObjectName(QStringLiteral("newMissionProblem"));
    form->addRow(m_problem);
    return rows;
}

void NewMissionDialog::addFile(QFormLayout& form, ImportKind kind, const QString& name, const QString& label, const QString& without)
{
    auto* rows = form.parentWidget();
    auto* edit = new QLineEdit{rows};
    edit->setObjectName(QStringLiteral("newMission") + name);
    edit->setAccessibleName(label);
    auto* choose = ui::button(QStringLiteral("choose") + name, tr("Choose ..."), "plain", rows);
    connect(choose, &QPushButton::clicked, this, [this, edit, label] {
        const QString path = m_prompts.openFile(this, label, tr("All files (*)"));
        if (!path.isEmpty())
            edit->setText(path);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(edit);
    row->addWidget(choose);
    auto* field = new QVBoxLayout;
    field->setSpacing(2); // the hint belongs to the field above it
    field->addLayout(row);
    field->addWidget(ui::label(without, "caption", rows, true));
    form.addRow(label, field);
    m_files.push_back({kind, edit});
}

QWidget* NewMissionDialog::makeBalance()
{
    auto* page = new QWidget{this};
    auto* column = new QVBoxLayout{page};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(ui::label(tr("The mission is made. This is what was taken from its files:"), "headline", page, true));
    m_balance = new QPlainTextEdit{page};
    m_balance->setObjectName(QStringLiteral("newMissionBalance"));
    m_balance->setAccessibleName(tr("What was taken from the files"));
    m_balance->setReadOnly(true);
    m_balance->setTabChangesFocus(true);
    column->addWidget(m_balance, 1);
    return page;
}

void NewMissionDialog::create()
{
    const QString name = m_name->text().trimmed();
    const QString path = m_prompts.saveFile(this, tr("Create the mission file"), name + QStringLiteral(".gpkg"), tr("Tutela missions (*.gpkg)"));
    if (path.isEmpty())
        return;
    session::NewMission wanted;
    wanted.target = path.toStdString();
    wanted.details.name = name.toStdString();
    wanted.details.marking = static_cast<core::Marking>(m_marking->currentIndex());
    wanted.author = m_author;
    for (const FileRow& row : m_files)
        if (const QString file = row.edit->text().trimmed(); !file.isEmpty())
            wanted.files.emplace_back(row.kind, file.toStdString());
    m_problem->clear();
    setWorking(true);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    m_jobs.restart([wanted, now](const core::Progress& progress) { return session::makeMission(wanted, now, progress); },
                   [this, path](session::Outcome<std::vector<session::TakenFile>> outcome) { take(path, std::move(outcome)); });
}

/// A button that is off says why beside it.
void NewMissionDialog::updateCreate()
{
    const bool named = !m_name->text().trimmed().isEmpty();
    m_create->setEnabled(m_form->isEnabled() && named);
    m_reason->setText(named ? QString{} : tr("The mission needs a name."));
}

void NewMissionDialog::setWorking(bool working)
{
    m_form->setEnabled(!working);
    updateCreate();
    m_busy->setVisible(working);
    m_cancel->setText(working ? tr("Stop") : tr("Cancel"));
    m_stage->setText(tr("Making the mission file"));
    m_progress->setValue(0);
}

void NewMissionDialog::take(const QString& path, session::Outcome<std::vector<session::TakenFile>> outcome)
{
    setWorking(false);
    if (!outcome.value) {
        m_problem->setText(outcome.stopped() ? tr("Stopped. No mission file was made.") : tr("No mission file was made. %1").arg(outcome.sentence()));
        return;
    }
    m_made = path;
    if (outcome.value->empty()) {
        accept();
        return;
    }
    QStringList blocks;
    for (const session::TakenFile& file : *outcome.value)
        blocks << session::balanceOf(file).join(QLatin1Char('\n'));
    m_balance->setPlainText(blocks.join(QStringLiteral("\n\n")));
    m_pages->setCurrentIndex(1);
    m_cancel->hide();
    m_create->setText(tr("Open the mission"));
    m_create->setFocus();
}

void NewMissionDialog::reject()
{
    if (m_jobs.isRunning())
        m_jobs.stop(); // it comes back to the form when the file is taken away
    else if (m_made.isEmpty())
        QDialog::reject();
    else
        accept();
}

} // namespace tutela::app
