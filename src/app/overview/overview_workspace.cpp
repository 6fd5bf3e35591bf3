// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "overview_workspace.h"

#include "../frame/clear_layout.h"
#include "../frame/tall_page.h"
#include "../frame/writing.h"
#include "../frame/linked_text.h"
#include "../records/explanation_card.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace tutela::app {

/// The cards of the figures: in one row, and in two where large text leaves no room for all beside each other.
class FigureRow final : public QWidget {
public:
    FigureRow(const Style& style, QWidget* parent) : QWidget(parent), m_style(style), m_layout(new QBoxLayout{QBoxLayout::LeftToRight, this})
    {
        constexpr int kBetween = 12;
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_layout->setSpacing(kBetween);
        for (auto*& half : m_halves) {
            half = new QHBoxLayout;
            half->setSpacing(kBetween);
            m_layout->addLayout(half, 1);
        }
    }
    [[nodiscard]] const std::array<QHBoxLayout*, 2>& halves() const { return m_halves; }

private:
    void resizeEvent(QResizeEvent* event) override
    {
        constexpr int kNarrow = 600; // at the usual size of text
        QWidget::resizeEvent(event);
        m_layout->setDirection(width() < qRound(kNarrow * m_style.textScale()) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    }
    const Style& m_style;
    QBoxLayout* m_layout;
    std::array<QHBoxLayout*, 2> m_halves{};
};

namespace {

/// "▲ 1 200 more than before", in words as well as a sign.
QString changeText(const session::OverviewFigure& figure)
{
    if (!figure.value || !figure.before)
        return QObject::tr("no earlier figure to compare");
    const std::int64_t change = *figure.value - *figure.before;
    if (change == 0)
        return figure.compared.isEmpty() ? QObject::tr("= as before") : QObject::tr("= as in %1").arg(figure.compared);
    const QString than = figure.compared.isEmpty() ? QObject::tr("before") : QObject::tr("in %1").arg(figure.compared);
    return change > 0 ? QObject::tr("\u25B2 %1 more than %2").arg(session::countText(change), than)
                      : QObject::tr("\u25BC %1 fewer than %2").arg(session::countText(-change), than);
}

QString valueText(const session::OverviewFigure& figure)
{
    return figure.at_least ? QObject::tr("at least %1").arg(session::countText(figure.value)) : session::countText(figure.value);
}

} // namespace

OverviewWorkspace::OverviewWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Overview"), tr("Overview")), m_pages(new QStackedWidget{this}),
      m_headline(ui::label(tr("The overview is being computed ..."), "headline", this, true)), m_figures(new FigureRow{shell.style, m_pages}), m_attention(new QVBoxLayout), m_documents(new QVBoxLayout),
      m_map(new MapCanvas{shell, QStringLiteral("overviewMap"), this})
{
    constexpr int kLeastList = 220;
    auto* page = new ui::TallPage{m_pages};
    auto* column = new QVBoxLayout{page};
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    auto* head = new QHBoxLayout;
    m_headline->setObjectName(QStringLiteral("overviewHeadline"));
    connect(m_headline, &QLabel::linkActivated, this, [this](const QString& figure) {
        if (const auto number = figure.toULongLong(); m_shown && number < m_shown->figures.size())
            explain(m_headline, m_shown->figures[number]);
    });
    head->addWidget(m_headline, 1);
    auto* report = ui::button(QStringLiteral("makeReport"), tr("Make report"), "primary", page);
    ui::tellKeys(m_shell.actions, report, QStringLiteral("report.make"));
    connect(report, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("report.make"))->trigger(); });
    auto* assessment = ui::button(QStringLiteral("newAssessment"), tr("New assessment"), "plain", page);
    connect(assessment, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("assess.new"))->trigger(); });
    ui::changes(shell, assessment);
    head->addWidget(assessment, 0, Qt::AlignTop);
    head->addWidget(report, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_figures);

    auto* lower = new QHBoxLayout;
    lower->setSpacing(16);
    QVBoxLayout* attention = nullptr;
    auto* attentionCard = ui::panel("card", page, &attention);
    attention->addWidget(ui::label(tr("Needs attention"), "heading", attentionCard));
    auto* scroll = new QScrollArea{attentionCard};
    scroll->setObjectName(QStringLiteral("attentionList"));
    scroll->setAccessibleName(tr("What needs attention"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(kLeastList);
    auto* list = new QWidget{scroll};
    list->setLayout(m_attention);
    m_attention->setContentsMargins(0, 0, 0, 0);
    m_attention->setSpacing(2);
    scroll->setWidget(list);
    attention->addWidget(scroll, 1);
    lower->addWidget(attentionCard, 3);

    auto* right = new QVBoxLayout;
    right->setSpacing(16);
    m_map->setFurniture(false, false);
    right->addWidget(m_map, 1);
    QVBoxLayout* documents = nullptr;
    auto* documentsCard = ui::panel("card", page, &documents);
    documents->addWidget(ui::label(tr("Continue"), "heading", documentsCard));
    m_documents->setSpacing(2);
    documents->addLayout(m_documents);
    right->addWidget(documentsCard);
    lower->addLayout(right, 2);
    for (QWidget* pane : std::initializer_list<QWidget*>{m_figures, attentionCard, m_map, documentsCard})
        pane->setProperty("pane", true); // F6 goes from one to the next
    column->addLayout(lower, 1);
    m_pages->addWidget(ui::scrolledPage(page, QStringLiteral("overviewPage"), m_pages));
    m_pages->addWidget(makeEmpty());
    setCentralWidget(m_pages);

    const auto invalidate = [this] {
        m_stale = true;
        if (isVisible())
            refresh();
    };
    connect(&shell.document, &session::Document::changed, this, invalidate);
    connect(&shell.style, &Style::changed, this, [this] {
        if (m_shown)
            fill(*m_shown); // sizes and colours of the figures and signs
    });
    connect(&shell.context, &session::WorkContext::periodChanged, this, invalidate);
    connect(&shell.context, &session::WorkContext::scopeChanged, this, invalidate);
}

QWidget* OverviewWorkspace::makeEmpty()
{
    auto* page = new QWidget{m_pages};
    auto* column = new QVBoxLayout{page};
    column->addStretch();
    auto* inner = new QWidget{page};
    auto* steps = new QVBoxLayout{inner};
    steps->addWidget(ui::label(tr("Four steps to the first report"), "title", inner));
    const std::vector<std::pair<QString, QString>> all{{tr("1  Import incidents"), QStringLiteral("data.import")},
                                                       {tr("2  Import places and sectors"), QStringLiteral("data.import")},
                                                       {tr("3  Start the first assessment"), QStringLiteral("assess.new")},
                                                       {tr("4  Make the report"), QStringLiteral("report.make")}};
    for (const auto& [text, action] : all) {
        auto* step = ui::button(QStringLiteral("emptyStep") + text.left(1), text, text.startsWith(QLatin1Char('1')) ? "primary" : "plain", inner);
        connect(step, &QPushButton::clicked, this, [this, id = action] {
            if (auto* run = m_shell.actions.action(id))
                run->trigger();
        });
        steps->addWidget(step);
    }
    column->addWidget(inner, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

void OverviewWorkspace::activated()
{
    if (m_stale)
        refresh();
}

/// Travel times take seconds when the ground is new: what is known without them is shown at once, unless only a record changed.
void OverviewWorkspace::refresh()
{
    m_stale = false;
    compute(m_shown && m_shownPeriod == m_shell.context.period() && m_shownScope == m_shell.context.scope());
}

void OverviewWorkspace::compute(bool withReach)
{
    auto mission = std::make_shared<core::Mission>(*m_shell.document.mission());
    if (!withReach)
        mission->responses = nullptr;
    const auto period = m_shell.context.period();
    const auto scope = m_shell.context.scope();
    m_jobs.restart([mission, period, scope](const core::Progress& progress) { return session::overviewOf(*mission, period, scope, progress); },
                   [this, period, scope, withReach](session::Outcome<session::Overview> outcome) {
                       if (outcome.error)
                           m_shell.messages.show(QStringLiteral("overview"), MessageBar::Level::Warning, outcome.sentence());
                       if (!outcome.value)
                           return;
                       m_shown = std::move(*outcome.value);
                       m_shownPeriod = period;
                       m_shownScope = scope;
                       if (!withReach && !m_shown->figures.empty())
                           m_shown->figures.front().note = tr("who of them can be reached is being computed");
                       fill(*m_shown);
                       if (!withReach)
                           compute(true);
                   });
}

void OverviewWorkspace::fill(const session::Overview& overview)
{
    m_pages->setCurrentIndex(overview.empty ? 1 : 0);
    std::vector<ui::LinkedPart> numbers;
    for (const auto& number : overview.headline_numbers)
        numbers.push_back({number.words, QString::number(number.figure)});
    ui::setLinkedText(*m_headline, overview.headline, numbers);
    const QString focused = yieldFocus();
    fillFigures(overview);
    fillAttention(overview);
    fillDocuments(overview);
    if (!overview.empty)
        keepFocus(std::exchange(m_focused, true) ? focused : QStringLiteral("figure1"));
}

/// What is about to be made anew gives up the focus: Qt would hand it on to the next row, and scroll the list and the page there.
/// @returns the name of what had it; empty when it is elsewhere and stays there
QString OverviewWorkspace::yieldFocus()
{
    auto* now = focusWidget();
    if (now == nullptr)
        return {};
    for (const QWidget* made : std::initializer_list<const QWidget*>{m_figures, m_attention->parentWidget(), m_documents->parentWidget()})
        if (made->isAncestorOf(now)) {
            now->clearFocus();
            return now->objectName();
        }
    return {};
}

/// The row that had the focus is another widget now. At first the first figure has it, not the map, where Tab goes through places;
/// so too when the row is no more.
void OverviewWorkspace::keepFocus(const QString& name)
{
    if (name.isEmpty())
        return;
    const auto* now = QApplication::focusWidget();
    const bool elsewhere = now != nullptr && !isAncestorOf(now) && qobject_cast<const QLineEdit*>(now) != nullptr;
    auto rows = findChildren<QPushButton*>(name);
    rows.removeIf([](const QPushButton* row) { return !row->isVisible(); }); // waits to be deleted
    if (rows.isEmpty())
        rows = findChildren<QPushButton*>(QStringLiteral("figure1"));
    if (!elsewhere && isVisible() && !rows.isEmpty())
        rows.back()->setFocus(Qt::OtherFocusReason); // the one made last
}

void OverviewWorkspace::explain(QWidget* beside, const session::OverviewFigure& figure)
{
    showExplanation(m_shell, beside, {figure.label + QStringLiteral(": ") + valueText(figure), figure.explanation, figure.origin, figure.records});
}

void OverviewWorkspace::fillFigures(const session::Overview& overview)
{
    for (auto* half : m_figures->halves())
        clearLayout(half);
    constexpr int kPad = 4, kRing = 2; // beside a number, so that the ring of the focus does not touch it
    const auto under = [](QLabel* label) {
        label->setContentsMargins(kPad + kRing, 0, 0, 0); // its letters begin where the number does
        return label;
    };
    int number = 0;
    for (const auto& figure : overview.figures) {
        QVBoxLayout* column = nullptr;
        auto* card = ui::panel("card", this, &column);
        column->setSpacing(2);
        QMargins around = column->contentsMargins();
        around.setLeft(around.left() - kPad - kRing);
        column->setContentsMargins(around);
        auto* value = ui::button(QStringLiteral("figure%1").arg(++number), valueText(figure), "link", card);
        // The ring of the focus has its room at all times: the number is never cut by it.
        value->setStyleSheet(QStringLiteral("QPushButton { font-size: %1px; font-weight: 700; color: %2; padding: 0 %4px; border: %5px solid transparent; } "
                                            "QPushButton:focus { border: %5px solid %3; }")
                                 .arg(qRound(22 * m_shell.style.textScale()))
                                 .arg(m_shell.style.colour(map::Token::Text).name(), m_shell.style.colour(map::Token::Focus).name())
                                 .arg(kPad)
                                 .arg(kRing));
        value->setAccessibleName(tr("%1 %2").arg(valueText(figure), figure.label));
        value->setToolTip(tr("Where this number comes from"));
        connect(value, &QPushButton::clicked, this, [this, value, figure] { explain(value, figure); });
        column->addWidget(value, 0, Qt::AlignLeft);
        column->addWidget(under(ui::label(figure.label, "secondary", card, true)));
        if (!figure.note.isEmpty())
            column->addWidget(under(ui::label(figure.note, "caption", card, true)));
        column->addStretch(1); // the changes stand in one row, whatever the length of what is above them
        auto* change = under(ui::label(changeText(figure), "caption", card, true));
        change->setObjectName(QStringLiteral("figureChange"));
        column->addWidget(change);
        const bool first = static_cast<std::size_t>(number) <= (overview.figures.size() + 1) / 2;
        m_figures->halves()[first ? 0 : 1]->addWidget(card, 1);
        card->show();
    }
}

void OverviewWorkspace::fillAttention(const session::Overview& overview)
{
    clearLayout(m_attention);
    if (overview.attention.empty())
        m_attention->addWidget(ui::label(tr("Nothing is overdue, silent or waiting."), "secondary", this, true));
    int number = 0;
    for (const auto& item : overview.attention) {
        auto* row = new ui::RowButton{this};
        row->setObjectName(QStringLiteral("attention%1").arg(++number));
        row->setAccessibleName(item.text + QStringLiteral(". ") + item.detail);
        row->setProperty("role", QStringLiteral("row"));
        auto* layout = new QHBoxLayout{row};
        layout->setContentsMargins(8, 6, 8, 6);
        const bool danger = item.level == session::AttentionItem::Level::Danger;
        const bool warning = item.level == session::AttentionItem::Level::Warning;
        auto* icon = new QLabel{row};
        icon->setPixmap(m_shell.style.pixmap(danger ? QStringLiteral("danger") : warning ? QStringLiteral("warning") : QStringLiteral("info"), 20,
                                             m_shell.style.colour(danger ? map::Token::Danger : warning ? map::Token::Warning : map::Token::Info), 2.0));
        icon->setAlignment(Qt::AlignTop);
        layout->addWidget(icon);
        auto* texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(ui::label(item.text, "plain", row, true));
        texts->addWidget(ui::label(item.detail, "caption", row, true));
        layout->addLayout(texts, 1);
        if (item.record)
            connect(row, &QPushButton::clicked, this, [this, record = *item.record] { m_shell.open(record); });
        m_attention->addWidget(row);
        row->show(); // by itself it would be shown later than keys may look for it
    }
    m_attention->addStretch();
    // The list is made as high as its rows need before anything is painted, else they lie over each other for a moment.
    QCoreApplication::sendPostedEvents(m_attention->parentWidget(), QEvent::LayoutRequest);
}

void OverviewWorkspace::fillDocuments(const session::Overview& overview)
{
    clearLayout(m_documents);
    const auto mission = m_shell.document.mission();
    if (overview.documents.empty())
        m_documents->addWidget(ui::label(tr("No assessment yet."), "secondary", this));
    for (const auto& record : overview.documents) {
        const auto* assessment = mission->find<core::Assessment>(core::AssessmentId{record.id});
        if (assessment == nullptr)
            continue; // taken back while another workspace was in front: the overview is made again when it is shown
        const auto state = core::stateOf(*mission, core::AssessmentId{record.id});
        auto* row = ui::button(QStringLiteral("document%1").arg(record.id),
                               tr("%1  \u00B7  %2\n%3").arg(session::versionName(*mission, core::AssessmentId{record.id}), QString::fromStdString(core::spoken(state)), session::shown(assessment->title)),
                               "row", this);
        connect(row, &QPushButton::clicked, this, [this, record] { m_shell.open(record); });
        m_documents->addWidget(row);
        row->show();
    }
}

} // namespace tutela::app
