// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_dialogs.h"
#include "dialog_parts.h"

#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kWidth = 440;

QString tr(const char* text) { return QObject::tr(text); }

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

std::optional<Signature> askSignature(Shell& shell, QWidget* parent, const session::NextStep& step)
{
    const bool approval = step.to == core::AssessmentState::APPROVED;
    QDialog dialog{parent};
    auto* column = begin(dialog, "signatureDialog", step.verb);
    dialog.setMinimumWidth(qRound(kWidth * shell.style.textScale()));
    if (approval)
        column->addWidget(ui::label(tr("This freezes the version for ever, with its pages and its fingerprint. It cannot be undone or reopened; a change needs a new version."),
                                    "secondary", &dialog, true));
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
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
    QObject::connect(ok, &QPushButton::clicked, &dialog, &QDialog::accept);
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
    auto* column = begin(dialog, "opinionDialog", tr("Give an opinion"));
    dialog.setMinimumWidth(qRound(kWidth * shell.style.textScale()));
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
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
    QObject::connect(ok, &QPushButton::clicked, &dialog, &QDialog::accept);
    const auto check = [&] { ok->setEnabled(!initials->text().trimmed().isEmpty() && (opinion->currentIndex() == 0 || !note->text().trimmed().isEmpty())); };
    QObject::connect(initials, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(note, &QLineEdit::textChanged, &dialog, check);
    QObject::connect(opinion, &QComboBox::currentIndexChanged, &dialog, check);
    check();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return Signature{static_cast<core::Role>(role->currentData().toInt()), initials->text().trimmed(), note->text(), static_cast<core::Opinion>(opinion->currentIndex())};
}

} // namespace tutela::app
