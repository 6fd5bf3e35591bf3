// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_dialogs.h"
#include "dialog_parts.h"

#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
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

/// Role, initials and note, with what the step does above and what refuses it below.
class SignDialog final : public TypingDialog {
public:
    SignDialog(Shell& shell, QWidget* parent, const char* name, const QString& title, const QString& consequence, SignatureCheck refusal)
        : TypingDialog(shell, parent), m_shell(shell), m_refusal(std::move(refusal)), m_column(begin(*this, name, title)), m_form(new QFormLayout)
    {
        auto* content = new QWidget{this};
        auto* inside = new QVBoxLayout{content};
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(8);
        inside->addWidget(named(ui::label(consequence, "secondary", this, true), "signConsequence", tr("What this does")));
        m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
        inside->addLayout(m_form);
        m_initials = named(new QLineEdit{initialsOf(shell), this}, "signInitials", tr("Initials"));
        m_note = named(new QLineEdit{this}, "signNote", tr("Note"));
        m_sentence = named(ui::label({}, "error", this, true), "signRefusal", tr("Why it is refused"));
        m_sentence->hide();
        inside->addWidget(m_sentence);
        inside->addStretch();
        m_scroll = ui::scrolled(content, this);
        m_column->addWidget(m_scroll, 1);
    }
    /// The rows of a move.
    void askMove(const session::NextStep& step)
    {
        m_needsNote = [needed = step.needsNote] { return needed; };
        m_needsWord = step.to == core::AssessmentState::APPROVED;
        addRoles(step.roles);
        m_form->addRow(tr("Initials"), m_initials);
        m_form->addRow(step.needsNote ? tr("Why") : tr("Note (optional)"), m_note);
        m_word = named(new QLineEdit{this}, "signWord", tr("Type SIGN"));
        m_form->addRow(tr("Type SIGN"), m_word);
        m_form->setRowVisible(m_word, m_needsWord);
        finish(step.verb);
        connect(m_word, &QLineEdit::textChanged, this, &SignDialog::check);
    }
    /// The rows of an opinion.
    void askOpinion()
    {
        m_needsNote = [this] { return m_opinion->currentIndex() > 0; };
        addRoles(core::reviewerRoles());
        m_opinion = named(new QComboBox{this}, "signOpinion", tr("Opinion"));
        for (const auto word : core::wordsOf<core::Opinion>())
            m_opinion->addItem(QString::fromStdString(core::spoken(word)));
        m_form->addRow(tr("Opinion"), m_opinion);
        m_form->addRow(tr("Initials"), m_initials);
        m_form->addRow(tr("Note"), m_note);
        finish(tr("Give opinion"));
        connect(m_opinion, &QComboBox::currentIndexChanged, this, &SignDialog::check);
    }
    [[nodiscard]] Signature signature() const
    {
        return {static_cast<core::Role>(m_role->currentData().toInt()), m_initials->text().trimmed(), m_note->text(),
                m_opinion != nullptr ? std::optional{static_cast<core::Opinion>(m_opinion->currentIndex())} : std::nullopt};
    }

private:
    void addRoles(const std::vector<core::Role>& roles)
    {
        m_role = roleBox(this, roles, m_shell.document.author().role);
        m_form->addRow(tr("Role"), m_role);
    }
    void finish(const QString& verb)
    {
        m_ok = addButtons(*this, m_column, verb);
        connect(m_ok, &QPushButton::clicked, this, &SignDialog::tryAccept);
        for (auto* each : {m_initials, m_note})
            connect(each, &QLineEdit::textChanged, this, &SignDialog::check);
        check();
        // What stands against it whatever is typed is said before anybody types.
        Signature complete = signature();
        complete.note = QStringLiteral("-");
        showRefusal(m_refusal(complete));
    }
    void check()
    {
        const bool initials = !m_initials->text().trimmed().isEmpty(), note = !m_needsNote() || !m_note->text().trimmed().isEmpty();
        const bool word = !m_needsWord || m_word == nullptr || m_word->text() == QStringLiteral("SIGN");
        m_ok->setEnabled(initials && note && word);
        m_ok->setToolTip(m_ok->isEnabled() ? QString{} : m_needsWord ? tr("Needs your initials and the word SIGN.") : m_needsNote() ? tr("Needs your initials and why.") : tr("Needs your initials."));
    }
    void tryAccept()
    {
        const QString refused = m_refusal(signature());
        showRefusal(refused);
        if (refused.isEmpty())
            accept();
    }
    void showRefusal(const QString& refused)
    {
        m_sentence->setText(refused);
        m_sentence->setVisible(!refused.isEmpty());
        ui::fitToText(*this, m_shell.style.textScale(), kWidth);
        m_scroll->ensureWidgetVisible(refused.isEmpty() ? static_cast<QWidget*>(m_initials) : m_sentence);
    }

    Shell& m_shell;
    SignatureCheck m_refusal;
    QVBoxLayout* m_column;
    QFormLayout* m_form;
    QScrollArea* m_scroll = nullptr;
    QComboBox *m_role = nullptr, *m_opinion = nullptr;
    QLineEdit *m_initials = nullptr, *m_note = nullptr, *m_word = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_ok = nullptr;
    std::function<bool()> m_needsNote;
    bool m_needsWord = false;
};

} // namespace

std::optional<Signature> askSignature(Shell& shell, QWidget* parent, const session::NextStep& step, const SignatureCheck& refusal)
{
    SignDialog dialog{shell, parent, "signatureDialog", step.verb, step.consequence, refusal};
    dialog.askMove(step);
    return dialog.exec() == QDialog::Accepted ? std::optional{dialog.signature()} : std::nullopt;
}

std::optional<Signature> askOpinion(Shell& shell, QWidget* parent, const SignatureCheck& refusal)
{
    SignDialog dialog{shell, parent, "opinionDialog", tr("Give an opinion"), tr("An opinion stays with the version. It cannot be changed or undone; another one can follow it."), refusal};
    dialog.askOpinion();
    return dialog.exec() == QDialog::Accepted ? std::optional{dialog.signature()} : std::nullopt;
}

} // namespace tutela::app
