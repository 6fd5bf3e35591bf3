// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_dialogs.h"
#include "choice_editor.h"
#include "dialog_parts.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/scenario_edit.h>
#include <tutela/session/typed_text.h>

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

constexpr QSize kActionSize{680, 640};
constexpr qsizetype kMostSigns = 300;

template <core::Words E>
QComboBox* wordBox(QWidget* parent, const char* name, const QString& title, const std::optional<E>& value)
{
    auto* box = named(new QComboBox{parent}, name, title);
    box->addItem(QObject::tr("not chosen"), QString{});
    for (const auto word : core::wordsOf<E>())
        box->addItem(QString::fromStdString(core::spoken(word)), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    if (value)
        box->setCurrentIndex(static_cast<int>(*value) + 1);
    keepWheelForScrolling(box);
    return box;
}

json textOrNull(const QString& text) { return text.trimmed().isEmpty() ? json{} : json(text.trimmed().toStdString()); }
json chosenIn(const QComboBox* box) { return textOrNull(box->currentData().toString()); }

QString written(core::Day day) { return QString::fromStdString(core::readable(day)); }

/// As it is stored; null when nothing, or no day, is typed.
json dayIn(const QLineEdit* edit)
{
    const auto day = session::dayOfText(edit->text());
    return day ? json(core::toText(*day)) : json{};
}

/// The scenarios of the mission; one that was removed stays as it is named, so that saving something else does not lose it.
QComboBox* scenarioBox(QWidget* parent, const core::Mission& mission, const std::optional<session::ScenarioId>& cited)
{
    auto* box = named(new QComboBox{parent}, "actionScenario", QObject::tr("Scenario that shows what it brings"));
    box->addItem(QObject::tr("none"), qlonglong{0});
    for (const auto& scenario : mission.all<core::Scenario>())
        box->addItem(session::scenarioName(mission, session::ScenarioId{scenario.id}), qlonglong{scenario.id});
    if (cited && mission.find<core::Scenario>(*cited) == nullptr)
        box->addItem(QObject::tr("Scenario %1, removed").arg(cited->value), qlonglong{cited->value});
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setCurrentIndex(std::max(0, box->findData(cited ? qlonglong{cited->value} : qlonglong{0})));
    keepWheelForScrolling(box);
    return box;
}

/// One action: what, who, by when, how it is measured, and that it does no harm. Says what is missing before it can be saved.
class ActionDialog final : public TypingDialog {
public:
    ActionDialog(Shell& shell, QWidget* parent, const core::Action* known, core::Day suggested, ActionSink save)
        : TypingDialog(shell, parent), m_suggested(written(suggested)), m_save(std::move(save))
    {
        m_oneColumn = ui::roomOnScreen(*this).width() < kActionSize.width() * shell.style.textScale();
        const core::Action action = known != nullptr ? *known : core::Action{};
        auto* column = begin(*this, "actionDialog", known != nullptr ? tr("Action") : tr("New action"));
        auto* form = new QWidget{this};
        m_grid = new QGridLayout{form};
        m_grid->setContentsMargins(0, 0, 12, 0);
        m_grid->setHorizontalSpacing(16);
        m_grid->setVerticalSpacing(4);
        m_grid->setColumnStretch(0, 1);
        m_grid->setColumnStretch(1, 1);
        makeWhat(form, action, shell.style.textScale());
        makeWhoAndWhen(form, action);
        m_scenario = scenarioBox(form, *shell.document.mission(), action.scenario_id);
        add(0, 2, tr("Scenario that shows what it brings (optional): the report prints how many more people are reached in time"), m_scenario);
        makeHarm(form, action);
        m_grid->setRowStretch(m_grid->rowCount(), 1);
        auto* scrolled = ui::scrolled(form, this);
        scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // everything in it wraps
        column->addWidget(scrolled, 1);
        m_missing = named(ui::label({}, "warning", this, true), "actionMissing", tr("What is missing"));
        column->addWidget(m_missing);
        m_ok = addButtons(*this, column, tr("Save"));
        connect(m_ok, &QPushButton::clicked, this, &ActionDialog::trySave);
        connectChecks();
        check();
        ui::boundToScreen(*this, kActionSize * shell.style.textScale());
    }

private:
    void add(int column, int span, const QString& title, QWidget* control)
    {
        // Side by side, or one below the other where large text leaves no room.
        const int row = column == 0 || m_oneColumn ? m_grid->rowCount() : m_grid->rowCount() - 2;
        const int at = m_oneColumn ? 0 : column, across = m_oneColumn ? 2 : span;
        m_grid->addWidget(ui::label(title, "caption", this, true), row, at, 1, across);
        m_grid->addWidget(control, row + 1, at, 1, across);
    }
    QLineEdit* line(QWidget* form, const char* name, const QString& title, const QString& text) { return named(new QLineEdit{text, form}, name, title); }
    QCheckBox* tick(QWidget* form, const char* name, const QString& title, bool on)
    {
        auto* row = new QHBoxLayout;
        auto* made = wrappingTick(form, row, name, title);
        made->setChecked(on);
        m_grid->addLayout(row, m_grid->rowCount(), 0, 1, 2);
        return made;
    }

    void makeWhat(QWidget* form, const core::Action& action, double scale)
    {
        constexpr int kTextHeight = 76;
        m_text = named(new QPlainTextEdit{session::shown(action.text), form}, "actionText", tr("Action, starting with a verb"));
        m_text->setTabChangesFocus(true);
        m_text->setFixedHeight(qRound(kTextHeight * scale));
        add(0, 2, tr("Action, starting with a verb; at most 300 characters"), m_text);
        m_tier = wordBox<core::Tier>(form, "actionTier", tr("Tier"), action.tier);
        m_phase = wordBox<core::Phase>(form, "actionPhase", tr("Phase"), action.phase);
        m_kind = wordBox<core::ActionKind>(form, "actionKind", tr("Kind"), action.action_kind);
        m_status = wordBox<core::ActionStatus>(form, "actionStatus", tr("Status"), action.status ? action.status : std::optional{core::ActionStatus::PROPOSED});
        add(0, 1, tr("Tier"), m_tier);
        add(1, 1, tr("Phase"), m_phase);
        add(0, 1, tr("Kind (optional)"), m_kind);
        add(1, 1, tr("Status"), m_status);
    }
    void makeWhoAndWhen(QWidget* form, const core::Action& action)
    {
        m_lead = wordBox<core::Component>(form, "actionComponent", tr("Component"), action.lead);
        m_owner = line(form, "actionOwner", tr("Owner: a role, never a person's name"), session::shown(action.owner));
        m_deadline = line(form, "actionDeadline", tr("Deadline"), action.deadline ? written(*action.deadline) : QString{});
        m_deadline->setPlaceholderText(m_suggested);
        auto* suggestion = ui::button(QStringLiteral("actionDeadlineSuggestion"), tr("Use %1").arg(m_suggested), "link", form);
        suggestion->setToolTip(tr("The last day that the assessment looks ahead to, or a week from now"));
        suggestion->setAutoDefault(false);
        connect(suggestion, &QPushButton::clicked, this, [this] { m_deadline->setText(m_suggested); });
        auto* deadline = new QWidget{form};
        auto* both = new QHBoxLayout{deadline};
        both->setContentsMargins(0, 0, 0, 0);
        both->addWidget(m_deadline, 1);
        both->addWidget(suggestion);
        m_interval = line(form, "actionInterval", tr("Or repeat every ... days"), action.interval_days ? QString::number(*action.interval_days) : QString{});
        m_indicator = line(form, "actionIndicator", tr("Indicator"), session::shown(action.indicator));
        m_effect = line(form, "actionEffect", tr("Expected effect"), session::shown(action.expected_effect));
        add(0, 1, tr("Component"), m_lead);
        add(1, 1, tr("Owner: a role, never a person's name"), m_owner);
        add(0, 1, tr("Deadline: day, month, year"), deadline);
        add(1, 1, tr("Or repeat every ... days"), m_interval);
        add(0, 1, tr("Indicator: what shows that it works (optional)"), m_indicator);
        add(1, 1, tr("Expected effect (optional)"), m_effect);
        m_decision = tick(form, "actionDecision", tr("Leadership is asked to decide it"), action.decision_requested == true);
    }
    void makeHarm(QWidget* form, const core::Action& action)
    {
        m_grid->addWidget(ui::label(tr("DO NO HARM: CAN THE ACTION ..."), "section", this), m_grid->rowCount(), 0, 1, 2);
        for (std::size_t i = 0; i < core::wordCount(core::HarmQuestion{}); ++i) {
            const auto question = static_cast<core::HarmQuestion>(i);
            const QByteArray name = QByteArray{"harm_"} + QByteArray::fromStdString(std::string{core::word(question)});
            const bool yes = std::find(action.do_no_harm.begin(), action.do_no_harm.end(), question) != action.do_no_harm.end();
            m_harm.push_back(tick(form, name.constData(), QString::fromStdString(core::spoken(question)), yes));
        }
        m_mitigation = line(form, "actionMitigation", tr("How that is prevented"), session::shown(action.mitigation));
        add(0, 2, tr("How that is prevented (needed when a box above is ticked)"), m_mitigation);
        m_hrddp = tick(form, "actionHrddp", tr("It supports forces outside the UN: human rights due diligence is required"), action.hrddp_required == true);
        m_hrddpRef = line(form, "actionHrddpRef", tr("Reference of the due diligence"), session::shown(action.hrddp_ref));
        add(0, 2, tr("Reference of the due diligence (needed when it is required)"), m_hrddpRef);
    }
    void connectChecks()
    {
        connect(m_text, &QPlainTextEdit::textChanged, this, &ActionDialog::check);
        for (auto* box : {m_tier, m_phase, m_lead})
            connect(box, &QComboBox::currentIndexChanged, this, &ActionDialog::check);
        for (auto* edit : {m_owner, m_deadline, m_interval, m_mitigation, m_hrddpRef})
            connect(edit, &QLineEdit::textChanged, this, &ActionDialog::check);
        for (auto* box : m_harm)
            connect(box, &QCheckBox::toggled, this, &ActionDialog::check);
        connect(m_hrddp, &QCheckBox::toggled, this, &ActionDialog::check);
    }

    [[nodiscard]] QStringList missing() const
    {
        QStringList parts;
        const auto need = [&](bool there, const QString& what) {
            if (!there)
                parts << what;
        };
        need(!m_text->toPlainText().trimmed().isEmpty(), tr("a text"));
        need(m_tier->currentIndex() > 0, tr("a tier"));
        need(m_phase->currentIndex() > 0, tr("a phase"));
        need(m_lead->currentIndex() > 0, tr("a component"));
        need(!m_owner->text().trimmed().isEmpty(), tr("an owner"));
        need(!m_deadline->text().trimmed().isEmpty() || !m_interval->text().trimmed().isEmpty(), tr("a deadline or an interval"));
        const bool harm = std::any_of(m_harm.begin(), m_harm.end(), [](const auto* box) { return box->isChecked(); });
        need(!harm || !m_mitigation->text().trimmed().isEmpty(), tr("how harm is prevented"));
        need(!m_hrddp->isChecked() || !m_hrddpRef->text().trimmed().isEmpty(), tr("the reference of the due diligence"));
        return parts;
    }
    /// What is typed but cannot be read.
    [[nodiscard]] QString wrong() const
    {
        if (m_text->toPlainText().trimmed().size() > kMostSigns)
            return tr("The text has %1 characters; at most 300 are allowed. Shorten it.").arg(m_text->toPlainText().trimmed().size());
        if (!m_deadline->text().trimmed().isEmpty() && !session::dayOfText(m_deadline->text()))
            return tr("The deadline is not a date; write it as %1.").arg(m_suggested);
        bool isNumber = true;
        if (const QString days = m_interval->text().trimmed(); !days.isEmpty() && (days.toInt(&isNumber) < 1 || !isNumber))
            return tr("The interval must be a whole number of days, 1 or more.");
        return {};
    }
    void check()
    {
        const QString error = wrong();
        const QStringList parts = missing();
        m_ok->setEnabled(error.isEmpty() && parts.isEmpty());
        const QString sentence = !error.isEmpty() ? error : parts.isEmpty() ? QString{} : tr("Still missing: %1.").arg(parts.join(QStringLiteral(", ")));
        m_missing->setText(sentence);
        m_missing->setVisible(!sentence.isEmpty());
        m_ok->setToolTip(sentence);
    }

    [[nodiscard]] json values() const
    {
        json harm = json::array();
        for (std::size_t i = 0; i < m_harm.size(); ++i)
            if (m_harm[i]->isChecked())
                harm.push_back(std::string{core::word(static_cast<core::HarmQuestion>(i))});
        const QString days = m_interval->text().trimmed();
        const qlonglong scenario = m_scenario->currentData().toLongLong();
        const auto flag = [](const QCheckBox* box) { return box->isChecked() ? json(true) : json(); };
        return {{"text", textOrNull(m_text->toPlainText())}, {"tier", chosenIn(m_tier)}, {"phase", chosenIn(m_phase)}, {"action_kind", chosenIn(m_kind)}, {"lead", chosenIn(m_lead)},
                {"owner", textOrNull(m_owner->text())}, {"deadline", dayIn(m_deadline)}, {"interval_days", days.isEmpty() ? json{} : json(days.toInt())},
                {"indicator", textOrNull(m_indicator->text())}, {"expected_effect", textOrNull(m_effect->text())}, {"status", chosenIn(m_status)}, {"do_no_harm", harm}, {"scenario_id", scenario == 0 ? json{} : json(scenario)},
                {"mitigation", textOrNull(m_mitigation->text())}, {"decision_requested", flag(m_decision)}, {"hrddp_required", flag(m_hrddp)}, {"hrddp_ref", textOrNull(m_hrddpRef->text())}};
    }
    void trySave()
    {
        const QString refused = m_save(values());
        if (refused.isEmpty())
            return accept();
        m_missing->setText(refused);
        m_missing->show();
    }

    QString m_suggested; ///< a deadline
    ActionSink m_save;
    QGridLayout* m_grid = nullptr;
    bool m_oneColumn = false;
    QPlainTextEdit* m_text = nullptr;
    QComboBox *m_tier = nullptr, *m_phase = nullptr, *m_kind = nullptr, *m_status = nullptr, *m_lead = nullptr, *m_scenario = nullptr;
    QLineEdit *m_owner = nullptr, *m_deadline = nullptr, *m_interval = nullptr, *m_indicator = nullptr, *m_effect = nullptr, *m_mitigation = nullptr, *m_hrddpRef = nullptr;
    QCheckBox *m_decision = nullptr, *m_hrddp = nullptr;
    std::vector<QCheckBox*> m_harm;
    QLabel* m_missing = nullptr;
    QPushButton* m_ok = nullptr;
};

} // namespace

void askAction(Shell& shell, QWidget* parent, const core::Action* known, core::Day suggested, ActionSink save)
{
    ActionDialog{shell, parent, known, suggested, std::move(save)}.exec();
}

} // namespace tutela::app
