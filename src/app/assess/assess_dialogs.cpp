// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_dialogs.h"

#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/job_runner.h>

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

QString tr(const char* text) { return QObject::tr(text); }

template <class W>
W* named(W* widget, const char* name, const QString& title)
{
    widget->setObjectName(QLatin1String{name});
    widget->setAccessibleName(title);
    return widget;
}

/// Cancel left, action right.
QPushButton* addButtons(QDialog& dialog, QVBoxLayout* column, const QString& action)
{
    auto* row = new QHBoxLayout;
    row->addStretch();
    auto* cancel = ui::button(QStringLiteral("dialogCancel"), tr("Cancel"), "plain", &dialog);
    auto* ok = ui::button(QStringLiteral("dialogOk"), action, "primary", &dialog);
    ok->setDefault(true);
    row->addWidget(cancel);
    row->addWidget(ok);
    column->addLayout(row);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(ok, &QPushButton::clicked, &dialog, &QDialog::accept);
    return ok;
}

QString initialsOf(const Shell& shell) { return QString::fromStdString(shell.document.author().initials).remove(QLatin1Char('-')); }

QComboBox* roleBox(QWidget* parent, const std::vector<core::Role>& roles, core::Role preferred)
{
    auto* box = named(new QComboBox{parent}, "signRole", tr("Role"));
    for (const auto role : roles)
        box->addItem(session::roleWord(role), static_cast<int>(role));
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(preferred))));
    return box;
}

} // namespace

std::optional<NewAssessment> askNewAssessment(Shell& shell, QWidget* parent, std::optional<core::AreaId> area)
{
    const auto mission = shell.document.mission();
    QDialog dialog{parent};
    dialog.setObjectName(QStringLiteral("newAssessmentDialog"));
    dialog.setWindowTitle(tr("New assessment"));
    constexpr QSize kSize{640, 520};
    dialog.resize(kSize * shell.style.textScale());
    auto* column = new QVBoxLayout{&dialog};
    column->setContentsMargins(20, 18, 20, 16);
    column->addWidget(ui::label(tr("New assessment"), "title", &dialog));
    auto* form = new QFormLayout;
    auto* scope = named(new QComboBox{&dialog}, "newScope", tr("Sector"));
    scope->addItem(tr("Whole mission"), QVariant::fromValue<qlonglong>(0));
    for (const auto& each : mission->all<core::Area>())
        if (each.level == core::AreaLevel::SECTOR)
            scope->addItem(session::shown(each.name), QVariant::fromValue<qlonglong>(each.id));
    scope->setCurrentIndex(area ? std::max(0, scope->findData(QVariant::fromValue<qlonglong>(area->value))) : 0);
    form->addRow(tr("Sector"), scope);
    auto* month = named(new QComboBox{&dialog}, "newMonth", tr("Month"));
    const auto months = session::WorkContext::months(*mission);
    for (const auto& each : months)
        month->addItem(session::WorkContext::called(each, mission->timeZone()));
    const auto wanted = std::find(months.begin(), months.end(), shell.context.period().value_or(core::Period{}));
    month->setCurrentIndex(wanted == months.end() ? 0 : static_cast<int>(wanted - months.begin()));
    form->addRow(tr("Month"), month);
    column->addLayout(form);
    auto* fromLast = named(new QRadioButton{tr("Start from the last version"), &dialog}, "newFromLast", tr("Start from the last version"));
    auto* blank = named(new QRadioButton{tr("Start blank"), &dialog}, "newBlank", tr("Start blank"));
    fromLast->setChecked(true);
    column->addWidget(fromLast);
    column->addWidget(blank);
    column->addWidget(ui::label(tr("What changed since then"), "heading", &dialog));
    auto* changes = named(new QListWidget{&dialog}, "newChanges", tr("What changed since the last version"));
    changes->setWordWrap(true);
    changes->setTextElideMode(Qt::ElideNone);
    column->addWidget(changes, 1);
    auto* ok = addButtons(dialog, column, tr("Start"));

    std::optional<session::AssessmentWork> ready;
    session::JobRunner jobs;
    const auto compute = [&] {
        ready.reset();
        ok->setEnabled(false);
        changes->clear();
        if (months.empty()) {
            changes->addItem(tr("The mission has no month with records yet. Import incidents first."));
            return;
        }
        changes->addItem(tr("Working out what changed ..."));
        const auto id = scope->currentData().toLongLong();
        const auto chosen = id == 0 ? std::nullopt : std::optional{core::AreaId{id}};
        const auto period = months[static_cast<std::size_t>(std::max(0, month->currentIndex()))];
        const auto start = blank->isChecked() ? session::StartFrom::Blank : session::StartFrom::LastVersion;
        jobs.restart([mission, chosen, period, start](const core::Progress& progress) { return session::startVersion(*mission, chosen, period, period.to, start, progress); },
                     [&, chosen, period](session::Outcome<session::AssessmentWork> outcome) {
                         changes->clear();
                         if (!outcome.value) {
                             changes->addItem(outcome.sentence());
                             return;
                         }
                         ready = std::move(*outcome.value);
                         for (const auto& change : ready->result.changes)
                             changes->addItem(session::shown(change.text));
                         for (const auto& note : ready->result.notes)
                             changes->addItem(session::shown(note));
                         if (session::openVersion(*mission, chosen, period))
                             changes->insertItem(0, tr("This sector and month have a version that is still open. Starting makes another one beside it."));
                         if (!ready->result.has_previous)
                             changes->insertItem(0, tr("There is no approved version to start from: %1 lines are drafted from threats, places and evidence.")
                                                        .arg(ready->result.lines.size()));
                         else if (ready->result.changes.empty())
                             changes->insertItem(0, tr("Nothing changed since the last version."));
                         ok->setEnabled(true);
                     });
    };
    QObject::connect(scope, &QComboBox::currentIndexChanged, &dialog, compute);
    QObject::connect(month, &QComboBox::currentIndexChanged, &dialog, compute);
    QObject::connect(blank, &QRadioButton::toggled, &dialog, compute);
    compute();
    if (dialog.exec() != QDialog::Accepted || !ready)
        return std::nullopt;
    return NewAssessment{std::move(*ready)};
}

std::optional<Signature> askSignature(Shell& shell, QWidget* parent, const session::NextStep& step)
{
    const bool approval = step.to == core::AssessmentState::APPROVED;
    QDialog dialog{parent};
    dialog.setObjectName(QStringLiteral("signatureDialog"));
    dialog.setWindowTitle(step.verb);
    auto* column = new QVBoxLayout{&dialog};
    column->setContentsMargins(20, 18, 20, 16);
    column->addWidget(ui::label(step.verb, "title", &dialog));
    if (approval)
        column->addWidget(ui::label(tr("This freezes the version for ever, with its pages and its fingerprint. It cannot be undone or reopened; a change needs a new version."),
                                    "secondary", &dialog, true));
    auto* form = new QFormLayout;
    auto* role = roleBox(&dialog, step.roles, shell.document.author().role);
    auto* initials = named(new QLineEdit{initialsOf(shell), &dialog}, "signInitials", tr("Initials"));
    auto* note = named(new QLineEdit{&dialog}, "signNote", tr("Note"));
    auto* typed = named(new QLineEdit{&dialog}, "signWord", tr("Type SIGN"));
    form->addRow(tr("Role"), role);
    form->addRow(tr("Initials"), initials);
    form->addRow(step.needsNote ? tr("Why") : tr("Note (optional)"), note);
    form->addRow(tr("Type SIGN"), typed);
    form->setRowVisible(typed, approval);
    column->addLayout(form);
    auto* ok = addButtons(dialog, column, step.verb);
    const auto check = [&] {
        const bool complete = !initials->text().trimmed().isEmpty() && (!step.needsNote || !note->text().trimmed().isEmpty())
                              && (!approval || typed->text() == QStringLiteral("SIGN"));
        ok->setEnabled(complete);
        ok->setToolTip(complete ? QString{} : approval ? tr("Needs your initials and the word SIGN.") : step.needsNote ? tr("Needs your initials and why.") : tr("Needs your initials."));
    };
    for (auto* each : {initials, note, typed})
        QObject::connect(each, &QLineEdit::textChanged, &dialog, check);
    check();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return Signature{static_cast<core::Role>(role->currentData().toInt()), initials->text().trimmed(), note->text(), std::nullopt};
}

std::optional<Signature> askOpinion(Shell& shell, QWidget* parent)
{
    QDialog dialog{parent};
    dialog.setObjectName(QStringLiteral("opinionDialog"));
    dialog.setWindowTitle(tr("Give an opinion"));
    auto* column = new QVBoxLayout{&dialog};
    column->setContentsMargins(20, 18, 20, 16);
    column->addWidget(ui::label(tr("Give an opinion"), "title", &dialog));
    auto* form = new QFormLayout;
    auto* role = roleBox(&dialog, core::reviewerRoles(), shell.document.author().role);
    auto* opinion = named(new QComboBox{&dialog}, "signOpinion", tr("Opinion"));
    for (const auto word : core::wordsOf<core::Opinion>())
        opinion->addItem(QString::fromStdString(core::spoken(word)));
    auto* initials = named(new QLineEdit{initialsOf(shell), &dialog}, "signInitials", tr("Initials"));
    auto* note = named(new QLineEdit{&dialog}, "signNote", tr("Note"));
    form->addRow(tr("Role"), role);
    form->addRow(tr("Opinion"), opinion);
    form->addRow(tr("Initials"), initials);
    form->addRow(tr("Note"), note);
    column->addLayout(form);
    auto* ok = addButtons(dialog, column, tr("Give opinion"));
    const auto check = [&] { ok->setEnabled(!initials->text().trimmed().isEmpty() && (opinion->currentIndex() == 0 || !note->text().trimmed().isEmpty())); };
    QObject::connect(initials, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(note, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(opinion, &QComboBox::currentIndexChanged, &dialog, check);
    check();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return Signature{static_cast<core::Role>(role->currentData().toInt()), initials->text().trimmed(), note->text(), static_cast<core::Opinion>(opinion->currentIndex())};
}

namespace {

template <core::Words E>
QComboBox* wordBox(QWidget* parent, const char* name, const QString& title, const std::optional<E>& value)
{
    auto* box = named(new QComboBox{parent}, name, title);
    box->addItem(tr("not chosen"), QString{});
    for (const auto word : core::wordsOf<E>())
        box->addItem(QString::fromStdString(core::spoken(word)), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    if (value)
        box->setCurrentIndex(static_cast<int>(*value) + 1);
    return box;
}

json textOrNull(const QString& text) { return text.trimmed().isEmpty() ? json{} : json(text.trimmed().toStdString()); }
json chosenIn(const QComboBox* box) { return textOrNull(box->currentData().toString()); }

} // namespace

std::optional<json> askAction(QWidget* parent, const core::Action* known)
{
    const core::Action action = known != nullptr ? *known : core::Action{};
    QDialog dialog{parent};
    dialog.setObjectName(QStringLiteral("actionDialog"));
    dialog.setWindowTitle(known != nullptr ? tr("Action") : tr("New action"));
    constexpr int kWidth = 520;
    dialog.setMinimumWidth(kWidth);
    auto* column = new QVBoxLayout{&dialog};
    column->setContentsMargins(20, 18, 20, 16);
    column->addWidget(ui::label(dialog.windowTitle(), "title", &dialog));
    auto* form = new QFormLayout;
    auto* text = named(new QPlainTextEdit{session::shown(action.text), &dialog}, "actionText", tr("Action, starting with a verb"));
    text->setTabChangesFocus(true);
    text->setMaximumHeight(80);
    auto* tier = wordBox<core::Tier>(&dialog, "actionTier", tr("Tier"), action.tier);
    auto* phase = wordBox<core::Phase>(&dialog, "actionPhase", tr("Phase"), action.phase);
    auto* kind = wordBox<core::ActionKind>(&dialog, "actionKind", tr("Kind"), action.action_kind);
    auto* lead = wordBox<core::Component>(&dialog, "actionComponent", tr("Component"), action.lead);
    auto* owner = named(new QLineEdit{session::shown(action.owner), &dialog}, "actionOwner", tr("Owner: a role, never a person's name"));
    auto* deadline = named(new QLineEdit{action.deadline ? QString::fromStdString(core::toText(*action.deadline)) : QString{}, &dialog}, "actionDeadline", tr("Deadline"));
    deadline->setPlaceholderText(tr("2026-11-15"));
    auto* indicator = named(new QLineEdit{session::shown(action.indicator), &dialog}, "actionIndicator", tr("Indicator"));
    auto* status = wordBox<core::ActionStatus>(&dialog, "actionStatus", tr("Status"), action.status ? action.status : std::optional{core::ActionStatus::PROPOSED});
    form->addRow(tr("Action"), text);
    form->addRow(tr("Tier"), tier);
    form->addRow(tr("Phase"), phase);
    form->addRow(tr("Kind"), kind);
    form->addRow(tr("Component"), lead);
    form->addRow(tr("Owner (role)"), owner);
    form->addRow(tr("Deadline"), deadline);
    form->addRow(tr("Indicator"), indicator);
    form->addRow(tr("Status"), status);
    column->addLayout(form);
    auto* ok = addButtons(dialog, column, tr("Save"));
    const auto check = [&] {
        const bool complete = !text->toPlainText().trimmed().isEmpty() && lead->currentIndex() > 0 && !owner->text().trimmed().isEmpty() && !deadline->text().trimmed().isEmpty();
        ok->setEnabled(complete);
        ok->setToolTip(complete ? QString{} : tr("Every action needs a text, a component, an owner and a deadline."));
    };
    QObject::connect(text, &QPlainTextEdit::textChanged, &dialog, check);
    QObject::connect(lead, &QComboBox::currentIndexChanged, &dialog, check);
    QObject::connect(owner, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(deadline, &QLineEdit::textChanged, &dialog, check);
    check();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return json{{"text", textOrNull(text->toPlainText())}, {"tier", chosenIn(tier)}, {"phase", chosenIn(phase)}, {"action_kind", chosenIn(kind)}, {"lead", chosenIn(lead)},
                {"owner", textOrNull(owner->text())}, {"deadline", textOrNull(deadline->text())}, {"indicator", textOrNull(indicator->text())}, {"status", chosenIn(status)}};
}

} // namespace tutela::app
