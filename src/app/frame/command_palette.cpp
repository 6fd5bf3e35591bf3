// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_palette.h"

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/core/text.h>
#include <tutela/exchange/reference.h>
#include <tutela/session/display.h>
#include <tutela/session/named_point.h>
#include <tutela/session/incident_search.h>

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace tutela::app {

namespace {

constexpr int kWidth = 620, kHeight = 420, kMostHits = 40;
constexpr int kShortestWord = 3; ///< letters: fewer stand in every incident
constexpr std::size_t kMostIncidents = 12;

QString folded(const QString& text) { return QString::fromStdString(core::folded(text.toStdString())); }

/// 0 = no match; the whole text counts most, then its start, then the start of a word, then the middle.
int rank(const QString& text, const QString& wanted)
{
    if (wanted.isEmpty())
        return 1;
    const auto at = text.indexOf(wanted);
    return at < 0 ? 0 : text == wanted ? 4 : at == 0 ? 3 : text[at - 1].isSpace() ? 2 : 1;
}

/// What people call a command besides its name.
QString otherWords(const QString& id)
{
    if (id == QStringLiteral("report.make"))
        return QStringLiteral("report pdf");
    if (id == QStringLiteral("report.export"))
        return QStringLiteral("report pdf save print");
    return {};
}

constexpr int kLeftRole = Qt::UserRole + 1, kKeysRole = Qt::UserRole + 2;
constexpr int kFirstCommands = 5; ///< before anything is typed

/// Title and detail at the left, keys in a column at the right edge. The text of the item has all of it, for screen readers.
class KeyColumn final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QString keys = index.data(kKeysRole).toString();
        if (keys.isEmpty())
            return QStyledItemDelegate::paint(painter, option, index);
        constexpr int kBeside = 12, kIconAndPaddings = 52;
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const int room = row.rect.width() - row.fontMetrics.horizontalAdvance(keys) - kBeside - kIconAndPaddings;
        row.text = row.fontMetrics.elidedText(index.data(kLeftRole).toString(), Qt::ElideRight, room);
        const QStyle& style = *option.widget->style();
        style.drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);
        painter->save();
        painter->setFont(row.font);
        const QVariant colour = index.data(Qt::ForegroundRole);
        painter->setPen(colour.isValid() ? colour.value<QBrush>().color() : row.palette.color(QPalette::Text));
        painter->drawText(row.rect.adjusted(0, 0, -kBeside, 0), static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter), keys);
        painter->restore();
    }
};

/// What tells records of one name apart.
QString detailOf(const core::Mission& mission, session::RecordRef ref)
{
    const auto* assessment = ref.kind == core::Kind::ASSESSMENT ? mission.find<core::Assessment>(core::AssessmentId{ref.id}) : nullptr;
    if (assessment == nullptr)
        return session::kindWord(ref.kind);
    QStringList words{session::kindWord(ref.kind)};
    if (!assessment->version.empty())
        words << QObject::tr("version %1").arg(session::shown(assessment->version));
    if (assessment->period_from && assessment->period_to)
        words << session::WorkContext::called(core::Period{*assessment->period_from, *assessment->period_to}, mission.timeZone());
    return words.join(QStringLiteral(" \u00B7 "));
}

} // namespace

CommandPalette::CommandPalette(ActionRegistry& actions, Style& style, std::function<Hindrance(const QAction*)> hindrance, QWidget* window)
    : QFrame(window), m_actions(actions), m_style(style), m_hindrance(std::move(hindrance)), m_window(window), m_text(new QLineEdit{this}), m_list(new QListWidget{this})
{
    setObjectName(QStringLiteral("paletteCard"));
    setAccessibleName(tr("Search and commands"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(12, 12, 12, 12);
    m_text->setObjectName(QStringLiteral("paletteText"));
    m_text->setAccessibleName(tr("Search text"));
    m_text->setPlaceholderText(tr("Search, or > command, @ place, # document, or a coordinate in any notation"));
    m_text->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Results"));
    m_list->setItemDelegate(new KeyColumn{m_list});
    column->addWidget(m_text);
    column->addWidget(m_list);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { choose(m_list->row(item)); });
    m_text->installEventFilter(this);
    constexpr int kPauseMs = 250;
    m_wordDelay.setInterval(kPauseMs);
    m_wordDelay.setSingleShot(true);
    connect(&m_wordDelay, &QTimer::timeout, this, &CommandPalette::findByWords);
    hide();
}

void CommandPalette::dismiss()
{
    hide();
    m_shell = nullptr;
}

void CommandPalette::open(Shell* shell)
{
    m_shell = shell;
    // Period, scope and marking stay in view above it.
    constexpr int kTop = 64, kGap = 8, kAround = 40;
    const auto* bar = m_window->findChild<QWidget*>(QStringLiteral("topBar"));
    const int top = bar != nullptr && bar->isVisible() ? bar->mapTo(m_window, QPoint{0, bar->height()}).y() + kGap : kTop;
    const QSize wanted = QSize{kWidth, kHeight} * m_style.textScale();
    resize(std::min(wanted.width(), m_window->width() - kAround), std::min(wanted.height(), m_window->height() - top - kAround));
    move((m_window->width() - width()) / 2, top);
    m_text->clear();
    search({});
    show();
    raise();
    m_text->setFocus();
}

QStringList CommandPalette::titles() const
{
    QStringList titles;
    for (const Hit& hit : m_hits)
        titles << hit.title;
    return titles;
}

void CommandPalette::search(const QString& typed)
{
    m_hits.clear();
    QString text = typed.trimmed();
    const QChar limit = text.isEmpty() ? QChar{} : text.front();
    const bool limited = limit == QLatin1Char('>') || limit == QLatin1Char('@') || limit == QLatin1Char('#');
    if (limited)
        text = text.mid(1).trimmed();
    const QString wanted = folded(text);
    if (!limited && !wanted.isEmpty()) {
        addPoint(m_hits, text);
        addIncident(m_hits, text);
    }
    if (!limited || limit == QLatin1Char('@'))
        addRecords(m_hits, wanted, {core::Kind::PLACE, core::Kind::AREA, core::Kind::BASE});
    if (!limited || limit == QLatin1Char('#'))
        addRecords(m_hits, wanted, {core::Kind::ASSESSMENT, core::Kind::STRATEGY, core::Kind::ACTION});
    if (!limited)
        addRecords(m_hits, wanted, {core::Kind::THREAT, core::Kind::ACTOR, core::Kind::PATROL, core::Kind::UNIT, core::Kind::GROUP});
    if (!limited && wanted.isEmpty())
        addUsual();
    else if (!limited || limit == QLatin1Char('>'))
        addCommands(m_hits, wanted);
    std::stable_partition(m_hits.begin(), m_hits.end(), [&](const Hit& hit) { return folded(hit.title) == wanted; }); // named exactly, whatever it is
    m_wordJobs.stop();
    if (m_shell != nullptr && !limited && wanted.size() >= kShortestWord)
        m_wordDelay.start();
    else
        m_wordDelay.stop();
    m_list->setCurrentRow(-1);
    fillList();
}

/// The row that is chosen stays, when more is found below it. What is no hit stands last and cannot be chosen.
void CommandPalette::fillList()
{
    const int row = std::max(0, m_list->currentRow());
    m_list->clear();
    for (const Hit& hit : m_hits) {
        const QString left = hit.detail.isEmpty() ? hit.title : hit.title + QStringLiteral("    ") + hit.detail;
        auto* item = new QListWidgetItem{m_style.icon(hit.icon), hit.keys.isEmpty() ? left : left + QStringLiteral("    ") + hit.keys, m_list};
        item->setData(kLeftRole, left);
        item->setData(kKeysRole, hit.keys);
        if (hit.hindered)
            item->setForeground(m_style.colour(map::Token::Text3));
    }
    const QString typed = m_text->text().trimmed();
    if (isSearching())
        new QListWidgetItem{tr("Looking through the incidents ..."), m_list};
    else if (m_hits.empty())
        new QListWidgetItem{typed.isEmpty() ? tr("Type to search.") : tr("Nothing found for \"%1\".").arg(typed), m_list};
    m_list->setCurrentRow(row);
}

/// A snapshot holds no words of incidents: a worker reads them in the file.
void CommandPalette::findByWords()
{
    if (m_shell == nullptr)
        return;
    const QString words = m_text->text();
    m_wordJobs.restart([mission = m_shell->document.mission(), path = m_shell->document.path(), words](const core::Progress& progress) {
        return session::incidentsWith(*mission, session::incidentsIn(path), words, kMostIncidents, progress);
    }, [this](session::Outcome<std::vector<session::FoundIncident>> outcome) {
        if (m_shell == nullptr || !isVisible() || outcome.stopped())
            return;
        for (const auto& found : outcome.value ? *outcome.value : std::vector<session::FoundIncident>{})
            m_hits.push_back({found.name, found.title, QStringLiteral("incidents"), [this, record = found.record] { emit recordChosen(record); }});
        fillList();
    });
}

void CommandPalette::hideEvent(QHideEvent* event)
{
    m_wordDelay.stop();
    m_wordJobs.stop();
    QFrame::hideEvent(event);
}

/// Keys, and where it works when it does nothing here.
CommandPalette::Hit CommandPalette::hitOf(QAction* action)
{
    Hit hit{ActionRegistry::plainText(action), action->isEnabled() ? QString{} : m_hindrance(action).words, QStringLiteral("forward"), [action] { action->trigger(); }, action,
            !action->isEnabled(), ActionRegistry::shortcutText(action)};
    if (hit.hindered)
        hit.run = [this, action] { emit hinderedChosen(action); };
    return hit;
}

/// Before anything is typed: the commands chosen last, then those that people need most, and no whole menu.
void CommandPalette::addUsual()
{
    QStringList ids = m_lastCommands;
    ids << (m_shell == nullptr ? QStringList{QStringLiteral("file.demo"), QStringLiteral("file.newMission"), QStringLiteral("file.open"), QStringLiteral("file.restore")}
                               : QStringList{QStringLiteral("edit.new"), QStringLiteral("data.import"), QStringLiteral("assess.new"), QStringLiteral("report.make"),
                                             QStringLiteral("edit.find")});
    ids.removeDuplicates();
    for (const QString& id : ids.first(std::min<qsizetype>(ids.size(), kFirstCommands)))
        if (auto* action = m_actions.action(id))
            m_hits.push_back(hitOf(action));
}

/// Those that work here first among equals.
void CommandPalette::addCommands(std::vector<Hit>& hits, const QString& wanted)
{
    std::vector<std::pair<int, Hit>> found;
    for (QAction* action : m_actions.all()) {
        const QString title = ActionRegistry::plainText(action);
        int score = std::max(rank(folded(title), wanted), rank(otherWords(action->objectName()), wanted) > 0 ? 1 : 0);
        if (wanted.isEmpty()) {
            const auto recent = m_lastCommands.indexOf(action->objectName());
            score = recent >= 0 ? 10 - static_cast<int>(recent) : 1;
        }
        if (score > 0)
            found.push_back({2 * score + (action->isEnabled() ? 1 : 0), hitOf(action)});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [score, hit] : found)
        hits.push_back(std::move(hit));
}

void CommandPalette::addRecords(std::vector<Hit>& hits, const QString& wanted, const std::vector<core::Kind>& kinds)
{
    if (m_shell == nullptr || wanted.isEmpty())
        return;
    const auto mission = m_shell->document.mission();
    std::vector<std::pair<int, Hit>> found;
    for (const core::Kind kind : kinds)
        core::withCollection(*mission, kind, [&](const auto& records) {
            for (const auto& record : records) {
                const session::RecordRef ref{kind, record.id};
                const QString name = session::shown(exchange::calledName(core::valuesOf(record)));
                if (const int score = rank(folded(name), wanted); score > 0)
                    found.push_back({score, {name, detailOf(*mission, ref), kind == core::Kind::PLACE ? QStringLiteral("pin") : QStringLiteral("assess"),
                                             [this, ref] { emit recordChosen(ref); }}});
            }
        });
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [score, hit] : found)
        if (hits.size() < kMostHits)
            hits.push_back(std::move(hit));
}

void CommandPalette::addIncident(std::vector<Hit>& hits, const QString& text)
{
    bool isNumber = false;
    const std::int64_t id = text.toLongLong(&isNumber);
    if (m_shell == nullptr || !isNumber)
        return;
    const auto mission = m_shell->document.mission();
    if (!mission->incidents->find(core::IncidentId{id}))
        return;
    const session::RecordRef ref{core::Kind::INCIDENT, id};
    hits.push_back({session::nameOf(*mission, ref), tr("record %1").arg(id), QStringLiteral("incidents"), [this, ref] { emit recordChosen(ref); }});
}

void CommandPalette::addPoint(std::vector<Hit>& hits, const QString& text)
{
    if (m_shell == nullptr)
        return;
    try {
        const session::NamedPoint named = session::pointNamed(*m_shell->document.mission(), text);
        hits.push_back({tr("Go to %1").arg(QString::fromStdString(core::coordinateText(named.point, core::CoordinateForm::Mgrs))),
                        named.outside ? session::outsideWord() : QString::fromStdString(core::toDecimalDegrees(named.point)), QStringLiteral("pin"),
                        [this, named] { emit pointChosen(named.point, named.words); }});
    } catch (const core::Error&) {
        return; // not a coordinate: most searches are not
    }
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(m_hits.size()))
        return;
    const Hit hit = m_hits[static_cast<std::size_t>(row)];
    hide();
    if (hit.action != nullptr) {
        m_lastCommands.removeAll(hit.action->objectName());
        m_lastCommands.prepend(hit.action->objectName());
        m_lastCommands.resize(std::min<qsizetype>(m_lastCommands.size(), kFirstCommands));
    }
    hit.run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible() && !m_list->hasFocus())
        hide();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape: hide(); return true;
    case Qt::Key_Down: m_list->setCurrentRow(std::min(m_list->currentRow() + 1, m_list->count() - 1)); return true;
    case Qt::Key_Up: m_list->setCurrentRow(std::max(m_list->currentRow() - 1, 0)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(m_list->currentRow()); return true;
    default: return QFrame::eventFilter(watched, event);
    }
}

} // namespace tutela::app
