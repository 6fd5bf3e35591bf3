// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence_panel.h"

#include "../frame/flow_layout.h"
#include "../frame/tall_page.h"

#include <tutela/session/display.h>

#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

enum Role { KindRole = Qt::UserRole, IdRole, HeadRole, GradeRole, SourceRole };

session::RecordRef recordOf(const QListWidgetItem& item) { return {static_cast<core::Kind>(item.data(KindRole).toInt()), item.data(IdRole).toLongLong()}; }

/// "[3]  12 Oct 2026 · Luzi"
QString headOf(const session::EvidenceItem& item)
{
    return (item.number > 0 ? QStringLiteral("[%1]  ").arg(item.number) : QString{}) + item.when + QStringLiteral(" \u00B7 ") + item.where;
}

/// Drags records by kind and id.
class EvidenceList final : public QListWidget {
public:
    using QListWidget::QListWidget;

protected:
    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override
    {
        QStringList parts;
        for (const auto* item : items)
            parts << QStringLiteral("%1:%2").arg(item->data(KindRole).toInt()).arg(item->data(IdRole).toLongLong());
        auto* data = new QMimeData;
        data->setData(QLatin1String{kEvidenceMime}, parts.join(QLatin1Char(' ')).toLatin1());
        return data;
    }
};

/// A card: number, time and place, grade, what happened, who says so.
class CardDelegate final : public QStyledItemDelegate {
public:
    CardDelegate(Style& style, QObject* parent) : QStyledItemDelegate(parent), m_style(style) {}
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QFontMetrics body{m_style.font(13)};
        const int width = std::max(80, option.widget != nullptr ? option.widget->width() - 48 : 240);
        const int text = body.boundingRect(QRect{0, 0, width, 1000}, Qt::TextWordWrap, index.data(Qt::DisplayRole).toString()).height();
        return {100, QFontMetrics{m_style.font(11)}.height() * 2 + std::min(text, 3 * body.lineSpacing()) + 30};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        using map::Token;
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        const bool focused = (option.state & QStyle::State_HasFocus) != 0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF card = QRectF{option.rect}.adjusted(4.5, 3.5, -4.5, -3.5);
        painter->setPen(QPen{m_style.colour(focused ? Token::Focus : selected ? Token::Accent : Token::Border), selected || focused ? 2.0 : 1.0});
        painter->setBrush(m_style.colour(selected ? Token::AccentSubtle : Token::Surface));
        painter->drawRoundedRect(card, 8, 8);
        QRect inner = card.toRect().adjusted(10, 7, -10, -7);
        const QString grade = index.data(GradeRole).toString();
        const QFont small = m_style.font(11, map::Weight::Medium);
        const QFontMetrics metrics{small};
        const int badge = metrics.horizontalAdvance(grade) + 14;
        painter->setFont(small);
        const QRect top{inner.left(), inner.top(), inner.width() - badge - 6, metrics.height() + 2};
        painter->setPen(m_style.colour(Token::Text2));
        painter->drawText(top, Qt::AlignVCenter, metrics.elidedText(index.data(HeadRole).toString(), Qt::ElideRight, top.width()));
        const bool good = grade.startsWith(QLatin1Char('A')) || grade.startsWith(QLatin1Char('B'));
        const QColor tone = m_style.colour(good ? Token::Success : Token::Warning);
        painter->setPen(tone);
        painter->setBrush(Qt::NoBrush);
        const QRect box{inner.right() - badge + 1, inner.top() - 1, badge, metrics.height() + 4};
        painter->drawRoundedRect(QRectF{box}.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->drawText(box, Qt::AlignCenter, grade);
        painter->setFont(m_style.font(13));
        painter->setPen(m_style.colour(Token::Text));
        const QRect body{inner.left(), top.bottom() + 4, inner.width(), inner.bottom() - top.bottom() - metrics.height() - 6};
        painter->setClipRect(body);
        painter->drawText(body, Qt::TextWordWrap, index.data(Qt::DisplayRole).toString());
        painter->setClipping(false);
        painter->setFont(small);
        painter->setPen(m_style.colour(Token::Text2));
        const QRect foot{inner.left(), inner.bottom() - metrics.height(), inner.width(), metrics.height() + 1};
        painter->drawText(foot, Qt::AlignVCenter, metrics.elidedText(index.data(SourceRole).toString(), Qt::ElideRight, foot.width()));
        painter->restore();
    }

private:
    Style& m_style;
};

} // namespace

std::vector<session::RecordRef> evidenceIn(const QMimeData* data)
{
    std::vector<session::RecordRef> records;
    const QStringList parts = QString::fromLatin1(data->data(QLatin1String{kEvidenceMime})).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& part : parts)
        records.push_back({static_cast<core::Kind>(part.section(QLatin1Char(':'), 0, 0).toInt()), part.section(QLatin1Char(':'), 1).toLongLong()});
    return records;
}

QString citeKey(const ActionRegistry& actions)
{
    const QString keys = actions.keys(QStringLiteral("edit.cite"));
    return keys.isEmpty() ? QObject::tr("Cite") : keys;
}

EvidencePanel::EvidencePanel(Style& style, ActionRegistry& actions, QWidget* parent)
    : QFrame(parent), m_style(style), m_actions(actions), m_count(ui::label({}, "caption", this, true)), m_find(new QLineEdit{this}), m_chips(new QWidget{this}),
      m_cited(ui::button(QStringLiteral("evidenceCited"), tr("Cited"), "chip", this)), m_notCited(ui::button(QStringLiteral("evidenceNotCited"), tr("Not cited"), "chip", this)),
      m_list(new EvidenceList{this}), m_cite(ui::button(QStringLiteral("citeEvidence"), {}, "plain", this)),
      m_grades(ui::label(tr("A to F: source, 1 to 6: information"), "caption", this, true))
{
    setProperty("role", QStringLiteral("panel"));
    new ui::WrapRoom{*this};
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(12, 4, 12, 10);
    column->addWidget(m_count);
    m_find->setObjectName(QStringLiteral("evidenceFind"));
    m_find->setAccessibleName(tr("Find evidence"));
    m_find->setPlaceholderText(tr("Find evidence ..."));
    column->addWidget(m_find);
    m_count->setObjectName(QStringLiteral("evidenceCount"));
    auto* chips = new FlowLayout{6, 4}; // below one another where larger text leaves no room
    m_chips->setLayout(chips);
    for (auto* chip : {m_cited, m_notCited}) {
        chip->setCheckable(true);
        chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, chip] {
            m_cited->setChecked(chip == m_cited);
            m_notCited->setChecked(chip == m_notCited);
            m_kept.clear();
            fill();
        });
    }
    m_notCited->setChecked(true);
    column->addWidget(m_chips);
    m_list->setObjectName(QStringLiteral("evidenceList"));
    m_list->addAction(actions.action(QStringLiteral("edit.cite"))); // its key is a letter: it acts on the list alone
    actions.follow(QStringLiteral("edit.cite"), m_cite, [this] { showWhatCiteDoes(); });
    m_list->setAccessibleName(tr("Evidence"));
    m_list->setItemDelegate(new CardDelegate{style, m_list});
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    column->addWidget(m_cite, 0, Qt::AlignLeft);
    column->addWidget(m_grades);
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        m_kept.clear();
        fill();
    });
    connect(m_cite, &QPushButton::clicked, this, &EvidencePanel::askToCite);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &EvidencePanel::showWhatCiteDoes);
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        emit openAsked(recordOf(*item));
    });
}

void EvidencePanel::show(std::vector<session::EvidenceItem> items, std::optional<core::LineId> line, bool editable)
{
    m_items = std::move(items);
    if (m_line != line)
        m_kept.clear();
    m_line = line;
    m_cite->setEnabled(editable);
    m_cite->setToolTip(editable ? QString{} : tr("The text of this version is locked."));
    fill();
}

void EvidencePanel::setLine(std::optional<core::LineId> line)
{
    if (m_line != line)
        m_kept.clear();
    m_line = line;
    fill();
}

void EvidencePanel::showCited()
{
    m_cited->setChecked(true);
    m_notCited->setChecked(false);
    m_kept.clear();
    fill();
    m_list->setFocus(Qt::OtherFocusReason);
}

void EvidencePanel::focusFind() { m_find->setFocus(Qt::ShortcutFocusReason); }

std::vector<session::RecordRef> EvidencePanel::selected() const
{
    std::vector<session::RecordRef> records;
    auto items = m_list->selectedItems();
    if (items.isEmpty() && m_list->hasFocus() && m_list->currentItem() != nullptr)
        items << m_list->currentItem(); // keys stand on a card before they choose it
    for (const auto* item : items)
        records.push_back(recordOf(*item));
    return records;
}

void EvidencePanel::askToCite()
{
    const auto records = selected();
    for (int row = 0; row < m_list->count(); ++row)
        if (const auto record = recordOf(*m_list->item(row)); std::find(records.begin(), records.end(), record) != records.end())
            m_kept[record] = row;
    emit citeAsked();
}

/// What the chip asks for and what is found, with the kept cards at their rows.
std::vector<const session::EvidenceItem*> EvidencePanel::listed() const
{
    std::vector<const session::EvidenceItem*> items;
    std::map<int, const session::EvidenceItem*> kept;
    for (const auto& item : m_items) {
        const bool found = m_find->text().isEmpty() || (headOf(item) + item.text + item.source + item.grade).contains(m_find->text(), Qt::CaseInsensitive);
        if (const auto at = m_kept.find(item.record); at != m_kept.end())
            kept[at->second] = &item;
        else if (found && (m_line && item.citedIn(*m_line)) == m_cited->isChecked())
            items.push_back(&item);
    }
    for (const auto& [row, item] : kept)
        items.insert(items.begin() + std::min<std::ptrdiff_t>(row, std::ssize(items)), item);
    return items;
}

void EvidencePanel::addCard(const session::EvidenceItem& item)
{
    const QString head = headOf(item);
    const bool here = m_line && item.citedIn(*m_line);
    QString foot = item.source.isEmpty() ? tr("source not recorded") : item.source;
    if (here != m_cited->isChecked())
        foot = (here ? tr("Cited here; %1 again takes it back") : tr("Taken back; %1 again cites it")).arg(citeKey(m_actions));
    auto* row = new QListWidgetItem{item.text, m_list};
    row->setData(KindRole, static_cast<int>(item.record.kind));
    row->setData(IdRole, QVariant::fromValue<qlonglong>(item.record.id));
    row->setData(HeadRole, head);
    row->setData(GradeRole, item.grade.isEmpty() ? tr("not graded") : item.grade);
    row->setData(SourceRole, foot);
    row->setToolTip((head + QLatin1Char('\n') + item.text + QLatin1Char('\n') + item.source).toHtmlEscaped());
    row->setData(Qt::AccessibleTextRole, QStringList{head, item.text, item.grade, foot}.join(QStringLiteral(". ")));
}

void EvidencePanel::showWhatCiteDoes()
{
    const auto records = selected();
    const bool takesBack = records.empty() ? m_cited->isChecked() : std::all_of(records.begin(), records.end(), [this](const auto& record) {
        return std::any_of(m_items.begin(), m_items.end(), [&](const auto& item) { return item.record == record && m_line && item.citedIn(*m_line); });
    });
    m_cite->setText(m_actions.withKeys(takesBack ? tr("Take back selected") : tr("Cite selected"), QStringLiteral("edit.cite")));
    m_cite->setAccessibleName(m_cite->text());
}

/// @param here  items that the chosen line cites
void EvidencePanel::fillCounts(std::int64_t here)
{
    const auto all = std::ssize(m_items);
    const auto cited = std::count_if(m_items.begin(), m_items.end(), [](const auto& item) { return item.number > 0; });
    m_count->setText(all == 0   ? tr("Incidents and alerts of the assessment's area and period stand here as evidence; there is none yet.")
                     : all == 1 ? (cited == 1 ? tr("1 item of evidence, cited in this assessment") : tr("1 item of evidence, not cited in this assessment"))
                                : tr("%1 items of evidence, %2 cited in this assessment").arg(session::countText(all), session::countText(cited)));
    const auto name = [](QPushButton* chip, const QString& text, std::int64_t count) {
        chip->setText(text + QLatin1Char(' ') + session::countText(count));
        chip->setAccessibleName(chip->text());
    };
    name(m_cited, tr("Cited for this line"), here);
    name(m_notCited, tr("Not cited for this line"), all - here);
    for (QWidget* part : std::initializer_list<QWidget*>{m_find, m_chips, m_cite, m_grades})
        part->setVisible(all > 0);
}

void EvidencePanel::fill()
{
    constexpr std::size_t kMost = 2'000; // a list that a person can read; finding narrows it
    const auto chosen = m_list->selectedItems().isEmpty() ? std::vector<session::RecordRef>{} : selected();
    const session::RecordRef current = m_list->currentItem() != nullptr ? recordOf(*m_list->currentItem()) : session::RecordRef{};
    const int currentRow = m_list->currentRow();
    const auto here = std::count_if(m_items.begin(), m_items.end(), [this](const auto& item) { return m_line && item.citedIn(*m_line); });
    {
        const QSignalBlocker quiet{m_list};
        m_list->clear();
        const auto items = listed();
        for (std::size_t i = 0; i < std::min(items.size(), kMost); ++i)
            addCard(*items[i]);
        int row = std::clamp(currentRow, 0, std::max(0, m_list->count() - 1));
        for (int i = 0; i < m_list->count(); ++i) {
            const auto record = recordOf(*m_list->item(i));
            m_list->item(i)->setSelected(std::find(chosen.begin(), chosen.end(), record) != chosen.end());
            row = record == current ? i : row;
        }
        if (m_list->count() > 0)
            m_list->setCurrentRow(row, QItemSelectionModel::NoUpdate); // keys go on where they were
    }
    fillCounts(here);
    showWhatCiteDoes();
}

} // namespace tutela::app
