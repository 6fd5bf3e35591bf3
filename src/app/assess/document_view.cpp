// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document_view.h"

#include "../frame/head_layout.h"
#include "../records/explanation_card.h"

#include <tutela/core/confidence_words.h>
#include <tutela/core/spoken.h>
#include <tutela/map/theme.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

/// "medium in 3 lines, low in 2": what the lines rest on.
QString confidenceNote(const session::AssessmentSheet& sheet)
{
    QStringList parts;
    for (const auto level : {core::Confidence::HIGH, core::Confidence::MEDIUM, core::Confidence::LOW}) {
        const auto count = std::count_if(sheet.work.result.lines.begin(), sheet.work.result.lines.end(), [&](const auto& line) { return line.score.confidence.level == level; });
        const QString word = QString::fromStdString(core::spoken(level)).toLower();
        if (count > 0)
            parts << (count == 1 ? QObject::tr("%1 in 1 line").arg(word) : QObject::tr("%1 in %2 lines").arg(word).arg(count));
    }
    return parts.isEmpty() ? QString{} : QObject::tr("Confidence: %1").arg(parts.join(QStringLiteral(", ")));
}

QString missingNote(int open)
{
    return open == 0 ? QString{} : open == 1 ? QObject::tr("1 thing missing") : QObject::tr("%1 things missing").arg(open);
}

} // namespace

DocumentView::DocumentView(Shell& shell, EditSink edit, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_edit(std::move(edit)), m_lines(new LinePanel{shell, m_edit, this}), m_actions(new ActionsPanel{shell.style, this}),
      m_aboutPanel(new AboutPanel{m_edit, this}), m_signOff(new SignOffPanel{this})
{
    setEnabled(false); // until there is an assessment to speak of
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    makeHeader(outer);
    makeLock(outer);
    m_scroll = new QScrollArea{this};
    m_scroll->setObjectName(QStringLiteral("assessmentPage"));
    m_scroll->setAccessibleName(tr("The assessment"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget{m_scroll};
    auto* column = new QVBoxLayout{page};
    m_column = column;
    column->setSizeConstraint(QLayout::SetMinimumSize); // the page scrolls, it is never squeezed
    column->setSpacing(8);
    makeResult(column);
    makeSections(column);
    column->addStretch();
    m_scroll->setWidget(page);
    outer->addWidget(m_scroll, 1);
    connectParts();
    connect(&shell.style, &Style::changed, this, &DocumentView::fitWidth);
}

void DocumentView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitWidth();
}

void DocumentView::fitWidth()
{
    constexpr int kNarrow = 640;
    const bool narrow = width() < kNarrow * m_shell.style.textScale();
    m_result->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_lines->setStacked(narrow);
    const int side = narrow ? 8 : 20;
    m_column->setContentsMargins(side, 14, side, 24);
}

void DocumentView::makeHeader(QVBoxLayout* column)
{
    auto* panel = new QFrame{this};
    panel->setProperty("role", QStringLiteral("panel"));
    auto* row = new HeadLayout{panel};
    auto* said = new QWidget{panel};
    auto* names = new QVBoxLayout{said};
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(1);
    m_title = ui::label({}, "title", panel, true);
    m_title->setObjectName(QStringLiteral("assessmentTitle"));
    m_about = ui::label({}, "caption", panel, true);
    m_about->setObjectName(QStringLiteral("assessmentAbout"));
    names->addWidget(m_title);
    names->addWidget(m_about);
    row->addWidget(said);
    m_compare = ui::button(QStringLiteral("compareVersions"), tr("Compare"), "plain", panel);
    m_check = ui::button(QStringLiteral("checkAssessment"), tr("Check"), "plain", panel);
    m_next = ui::button(QStringLiteral("nextStep"), tr("Send to review"), "primary", panel);
    for (auto* button : {m_compare, m_check, m_next})
        row->addWidget(button);
    connect(m_compare, &QPushButton::clicked, this, &DocumentView::compareAsked);
    connect(m_check, &QPushButton::clicked, this, &DocumentView::checkAsked);
    connect(m_next, &QPushButton::clicked, this, [this] {
        for (const auto& step : session::nextSteps(m_sheet))
            if (step.forward)
                return emit stepAsked(step);
    });
    column->addWidget(panel);
    column->addWidget(ui::rule(this));
}

void DocumentView::makeLock(QVBoxLayout* column)
{
    m_lock = new QFrame{this};
    m_lock->hide(); // until a version is known to be frozen
    m_lock->setObjectName(QStringLiteral("lockBar"));
    m_lock->setProperty("role", QStringLiteral("well"));
    auto* row = new QHBoxLayout{m_lock};
    row->setContentsMargins(20, 8, 20, 8);
    auto* icon = new QLabel{m_lock};
    icon->setPixmap(m_shell.style.pixmap(QStringLiteral("lock"), 18, m_shell.style.colour(map::Token::Text2), 2.0));
    row->addWidget(icon);
    m_lockText = ui::label({}, "plain", m_lock, true);
    m_lockText->setObjectName(QStringLiteral("lockText"));
    auto* said = new HeadLayout{nullptr};
    said->setContentsMargins(0, 0, 0, 0);
    said->addWidget(m_lockText);
    m_nextVersion = ui::button(QStringLiteral("createVersion"), tr("Create the next version"), "plain", m_lock);
    connect(m_nextVersion, &QPushButton::clicked, this, &DocumentView::nextVersionAsked);
    said->addWidget(m_nextVersion);
    row->addLayout(said, 1);
    column->addWidget(m_lock);
}

void DocumentView::makeResult(QVBoxLayout* column)
{
    auto* well = new QFrame{this};
    well->setProperty("role", QStringLiteral("well"));
    m_result = new QBoxLayout{QBoxLayout::LeftToRight, well};
    m_result->setContentsMargins(14, 12, 14, 12);
    m_result->setSpacing(12);
    auto* verdict = new QHBoxLayout;
    verdict->setSpacing(12);
    m_bandIcon = new QLabel{well};
    verdict->addWidget(m_bandIcon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_band = ui::button(QStringLiteral("resultBand"), {}, "figure", well);
    m_band->setAccessibleName(tr("Result"));
    connect(m_band, &QPushButton::clicked, this, &DocumentView::explainBand);
    m_before = ui::label({}, "caption", well, true);
    words->addWidget(m_band, 0, Qt::AlignLeft);
    words->addWidget(m_before);
    words->addStretch();
    verdict->addLayout(words, 1);
    m_result->addLayout(verdict, 1);
    constexpr int kSummaryShare = 4;
    m_result->addWidget(text(QStringLiteral("summary_bluf"), tr("Summary")), kSummaryShare);
    column->addWidget(well);
}

SectionHead* DocumentView::head(QVBoxLayout* column, const QString& name, const QString& title)
{
    auto* made = new SectionHead{m_shell.style, name, title, this};
    column->addWidget(made);
    return made;
}

void DocumentView::makeSections(QVBoxLayout* column)
{
    m_situationHead = head(column, QStringLiteral("situationNote"), tr("1  Situation and threat"));
    auto* situation = new QHBoxLayout;
    situation->setSpacing(8);
    m_situationMark = new QLabel{this};
    m_situationMark->setObjectName(QStringLiteral("situationMark"));
    situation->addWidget(text(QStringLiteral("situation"), tr("Situation and threat")), 1);
    situation->addWidget(m_situationMark, 0, Qt::AlignTop);
    column->addLayout(situation);
    m_scoresHead = head(column, QStringLiteral("scoresNote"), tr("2  Scores and reasons"));
    column->addWidget(m_lines);
    m_actionsHead = head(column, QStringLiteral("actionsNote"), tr("3  Recommended actions"));
    column->addWidget(m_actions);
    m_limitsHead = head(column, QStringLiteral("limitsNote"), tr("4  Limits and confidence"));
    for (const auto& [field, title] : {std::pair{QStringLiteral("assumptions"), tr("Assumptions, one per line")}, {QStringLiteral("information_gaps"), tr("What is not known, one per line")},
                                       {QStringLiteral("dissent"), tr("Dissent, one per line")}}) {
        column->addWidget(ui::label(title, "caption", this));
        column->addWidget(text(field, title, true));
    }
    for (const auto level : {core::Confidence::HIGH, core::Confidence::MEDIUM, core::Confidence::LOW})
        column->addWidget(ui::label(tr("Confidence %1: %2.").arg(QString::fromStdString(core::spoken(level)), QString::fromStdString(std::string{core::meaningOf(level)})), "caption", this, true));
    m_aboutHead = head(column, QStringLiteral("aboutNote"), tr("5  Contributors, reach and readers"));
    column->addWidget(m_aboutPanel);
    m_signHead = head(column, QStringLiteral("signNote"), tr("6  Sign-off"));
    column->addWidget(m_signOff);
}

void DocumentView::connectParts()
{
    connect(m_lines, &LinePanel::lineChanged, this, &DocumentView::lineChanged);
    connect(m_lines, &LinePanel::dropped, this, &DocumentView::dropped);
    connect(m_lines, &LinePanel::openAsked, this, &DocumentView::openAsked);
    connect(m_lines, &LinePanel::addLinesAsked, this, &DocumentView::addLinesAsked);
    connect(m_lines, &LinePanel::removeLineAsked, this, &DocumentView::removeLineAsked);
    connect(m_actions, &ActionsPanel::editAsked, this, &DocumentView::actionAsked);
    connect(m_actions, &ActionsPanel::removeAsked, this, &DocumentView::removeActionAsked);
    connect(m_signOff, &SignOffPanel::stepAsked, this, &DocumentView::stepAsked);
    connect(m_signOff, &SignOffPanel::opinionAsked, this, &DocumentView::opinionAsked);
    connect(m_situationHead, &SectionHead::noteClicked, this, &DocumentView::citedAsked);
    for (auto* each : {m_scoresHead, m_actionsHead, m_aboutHead, m_signHead})
        connect(each, &SectionHead::noteClicked, this, &DocumentView::checkAsked);
    connect(m_limitsHead, &SectionHead::noteClicked, this, [this](QWidget* note) {
        QStringList lines;
        for (std::size_t i = 0; i < m_sheet.work.result.lines.size(); ++i)
            lines << m_sheet.lineTitles[i] + QStringLiteral(": ") + QString::fromStdString(core::spoken(m_sheet.work.result.lines[i].score.confidence.level)).toLower();
        showExplanation(m_shell, note, {tr("Confidence of the lines"), lines.join(QLatin1Char('\n')), session::originText(m_sheet), {}});
    });
}

FieldEditor* DocumentView::text(const QString& field, const QString& title, bool list)
{
    auto* editor = new FieldEditor{field, title, FieldEditor::Lines::Many, this};
    editor->setSave([this, field, title, list](const QString& typed) {
        json value = typed.trimmed().isEmpty() ? json{} : json(typed.toStdString());
        if (list) {
            value = json::array();
            for (const QString& each : typed.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
                if (!each.trimmed().isEmpty())
                    value.push_back(each.trimmed().toStdString());
        }
        return m_edit({json{{"kind", "assessment"}, {"id", m_sheet.work.assessment.id}, {"set", {{field.toStdString(), value}}}}}, tr("Change %1").arg(title));
    });
    m_texts.push_back({editor, field});
    return editor;
}

void DocumentView::setBusy(bool busy) { m_about->setEnabled(!busy); }

void DocumentView::show(const session::AssessmentSheet& sheet, const std::vector<session::EvidenceItem>& evidence)
{
    // What is shown again stays where it is read.
    const bool again = m_sheet.work.assessment.id == sheet.work.assessment.id;
    const int at = again ? m_scroll->verticalScrollBar()->value() : 0;
    m_sheet = sheet;
    setEnabled(true);
    m_cited = static_cast<int>(std::count_if(evidence.begin(), evidence.end(), [](const auto& item) { return item.number > 0; }));
    fillHeader();
    fillTexts();
    m_lines->show(sheet, evidence);
    m_actions->show(sheet, m_lines->line().has_value());
    m_aboutPanel->show(sheet);
    m_signOff->show(sheet);
    m_signOff->setEnabled(!m_shell.document.isReadOnly());
    fillHeads();
    orderTabs(this);
    m_scroll->verticalScrollBar()->setValue(at);
}

void DocumentView::fillHeader()
{
    const auto& assessment = m_sheet.work.assessment;
    m_title->setText(session::shown(assessment.title));
    const auto* last = assessment.previous_id ? m_sheet.mission->find<core::Assessment>(*assessment.previous_id) : nullptr;
    m_about->setText(tr("%1, version %2 \u00B7 %3%4").arg(session::shown(assessment.reference), session::shown(assessment.version), session::provenanceText(m_sheet),
                                                        last != nullptr ? tr(" \u00B7 started from version %1").arg(session::shown(last->version)) : QString{}));
    m_about->setToolTip(session::versionMeaning());
    const auto notes = std::ssize(m_sheet.issues) - m_sheet.open;
    m_check->setText(m_sheet.open > 0 ? tr("Check (%1 open)").arg(m_sheet.open) : notes == 0 ? tr("Check") : notes == 1 ? tr("Check (1 note)") : tr("Check (%1 notes)").arg(notes));
    m_check->setAccessibleName(m_check->text());
    m_check->setToolTip(m_shell.actions.withKeys(tr("What to look at before sign-off"), QStringLiteral("assess.check")));
    m_compare->setEnabled(last != nullptr);
    m_compare->setToolTip(last != nullptr ? m_shell.actions.withKeys(tr("With the last version, side by side"), QStringLiteral("assess.compare")) : tr("There is no version before to compare with."));
    m_next->hide();
    const bool readOnly = m_shell.document.isReadOnly();
    for (const auto& step : session::nextSteps(m_sheet))
        if (step.forward && !readOnly) {
            m_next->setText(step.verb);
            m_next->setAccessibleName(step.verb);
            m_next->show();
            break;
        }
    m_lock->setVisible(!m_sheet.editable);
    m_lockText->setText(m_sheet.locked);
    m_nextVersion->setVisible(m_sheet.frozen && !readOnly);
    m_nextVersion->setText((m_sheet.nextDraft ? tr("Open version %1") : tr("Create version %1")).arg(m_sheet.nextVersion));
    m_nextVersion->setAccessibleName(m_nextVersion->text());
    constexpr int kSymbol = 30;
    m_bandIcon->setPixmap(bandPixmap(m_shell.style, m_sheet.band, kSymbol));
    m_band->setText(m_sheet.band ? map::bandWord(*m_sheet.band) : map::notAssessedWord());
    m_band->setAccessibleName(tr("Result: %1. Where it comes from").arg(m_band->text()));
    m_band->setToolTip(session::withNames(*m_sheet.mission, m_sheet.bandExplanation).toHtmlEscaped());
    m_before->setText(m_sheet.before);
}

void DocumentView::fillTexts()
{
    const auto& assessment = m_sheet.work.assessment;
    const auto lines = [](const core::Texts& texts) {
        QStringList all;
        for (const auto& each : texts)
            all << QString::fromStdString(each);
        return all.join(QLatin1Char('\n'));
    };
    const std::map<QString, QString> stored{{QStringLiteral("summary_bluf"), QString::fromStdString(assessment.summary_bluf)},
                                            {QStringLiteral("situation"), QString::fromStdString(assessment.situation)},
                                            {QStringLiteral("assumptions"), lines(assessment.assumptions)},
                                            {QStringLiteral("information_gaps"), lines(assessment.information_gaps)},
                                            {QStringLiteral("dissent"), lines(assessment.dissent)}};
    for (const auto& each : m_texts) {
        each.editor->setStored(stored.at(each.field), assessment.id);
        each.editor->setEditable(m_sheet.editable);
        each.editor->setProblem(session::problemOf(m_sheet, {core::Kind::ASSESSMENT, assessment.id}, each.field));
    }
}

void DocumentView::fillHeads()
{
    using enum session::PageSection;
    using enum SectionHead::State;
    const auto open = [this](session::PageSection section) { return session::openIn(m_sheet, section); };
    const auto stateOf = [](int missing) { return missing == 0 ? Complete : Missing; };
    const auto state = m_sheet.work.state;
    m_situationHead->show(stateOf(open(Situation)), m_cited == 1 ? tr("1 citation") : tr("%1 citations").arg(m_cited));
    m_scoresHead->show(stateOf(open(Scores)), missingNote(open(Scores)));
    m_actionsHead->show(stateOf(open(Actions)), m_actions->note());
    m_limitsHead->show(stateOf(open(Limits)), confidenceNote(m_sheet));
    m_aboutHead->show(stateOf(open(About)), missingNote(open(About)));
    const bool signedOff = state == core::AssessmentState::APPROVED || state == core::AssessmentState::DISSEMINATED || state == core::AssessmentState::SUPERSEDED;
    m_signHead->show(signedOff ? Complete : m_sheet.open > 0 ? Missing : Ahead, session::stateWord(state)); // a draft is signed by nobody
    constexpr int kMark = 14;
    const bool uncited = m_cited == 0 && !m_sheet.work.assessment.situation.empty();
    m_situationMark->setPixmap(uncited ? m_shell.style.pixmap(QStringLiteral("uncited"), kMark, m_shell.style.colour(map::Token::Text3), 2.0) : QPixmap{});
    m_situationMark->setToolTip(uncited ? tr("No evidence is cited in this assessment.") : QString{});
    m_situationMark->setVisible(uncited);
}

void DocumentView::explainBand()
{
    showExplanation(m_shell, m_band, {tr("Result: %1").arg(m_band->text()), m_sheet.bandExplanation, session::originText(m_sheet), session::recordsIn(*m_sheet.mission, m_sheet.bandExplanation)});
}

void DocumentView::jumpTo(session::RecordRef record, const QString& field)
{
    QWidget* target = nullptr;
    if (record.kind == core::Kind::LINE) {
        m_lines->setLine(core::LineId{record.id});
        if (field == QStringLiteral("action_ids")) {
            m_actions->focusAdd();
            target = m_actions;
        } else {
            target = m_lines->jumpTo(field);
        }
    } else if (record.kind == core::Kind::ACTION) {
        m_actions->jumpTo(core::ActionId{record.id});
        target = m_actions;
    } else if (record.kind == core::Kind::ASSESSMENT) {
        for (const auto& each : m_texts)
            if (each.field == field) {
                target = each.editor;
                each.editor->focus();
            }
        if (target == nullptr)
            target = field.isEmpty() ? m_lines->jumpTo(field) : m_aboutPanel->jumpTo(field);
    }
    if (target == nullptr)
        return emit openAsked(record);
    constexpr int kAround = 80;
    m_scroll->ensureWidgetVisible(target, 0, kAround);
}

} // namespace tutela::app
