// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assessment_list.h"

#include "field_editor.h"

#include <tutela/map/theme.h>

#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

enum Role { IdRole = Qt::UserRole, AreaRole, SubRole, PillRole, BandRole, HeadRole, ToneRole, ChosenRole };
constexpr int kNoBand = -1;

/// A month in small capitals, or symbol, sector, reference and state.
class EntryDelegate final : public QStyledItemDelegate {
public:
    EntryDelegate(Style& style, QObject* parent) : QStyledItemDelegate(parent), m_style(style) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const int small = QFontMetrics{m_style.font(11)}.height();
        return {120, index.data(HeadRole).toBool() ? small + 16 : QFontMetrics{m_style.font(13)}.height() + small + 14 + (isTall() ? small + 12 : 0)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        using map::Token;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect rect = option.rect;
        if (index.data(HeadRole).toBool()) {
            painter->setFont(m_style.font(11, map::Weight::Bold));
            const bool chosen = index.data(ChosenRole).toBool();
            painter->setPen(m_style.colour(chosen ? Token::Accent : Token::Text2));
            const QString title = index.data(Qt::DisplayRole).toString().toUpper();
            painter->drawText(rect.adjusted(12, 6, -8, 0), Qt::AlignVCenter, chosen ? QObject::tr("%1 \u00B7 CHOSEN PERIOD").arg(title) : title);
            painter->restore();
            return;
        }
        if ((option.state & QStyle::State_Selected) != 0) {
            painter->fillRect(rect, m_style.colour(Token::AccentSubtle));
            painter->fillRect(QRect{rect.topLeft(), QSize{3, rect.height()}}, m_style.colour(Token::Accent));
        } else if ((option.state & QStyle::State_MouseOver) != 0) {
            painter->fillRect(rect, m_style.colour(Token::Sunken));
        }
        const int band = index.data(BandRole).toInt();
        const QPixmap symbol = bandPixmap(m_style, band == kNoBand ? std::nullopt : std::optional{static_cast<core::Band>(band)}, 16);
        const QSize sign = symbol.deviceIndependentSize().toSize();
        const int textLeft = rect.left() + 22 + sign.width();
        painter->drawPixmap(QPoint{rect.left() + 12, rect.center().y() - sign.height() / 2}, symbol);
        const QString pill = index.data(PillRole).toString();
        const QFont small = m_style.font(11, map::Weight::Medium);
        const QFontMetrics metrics{small};
        const int width = metrics.horizontalAdvance(pill) + 16;
        const QRect box = isTall() ? QRect{textLeft, rect.bottom() - metrics.height() - 11, width, metrics.height() + 6}
                                   : QRect{rect.right() - width - 8, rect.top() + 3, width, metrics.height() + 6};
        const auto tone = static_cast<Token>(index.data(ToneRole).toInt());
        painter->setPen(m_style.colour(tone));
        painter->drawRoundedRect(QRectF{box}.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->setFont(small);
        painter->drawText(box, Qt::AlignCenter, pill);
        const QRect text{textLeft, rect.top() + 5, rect.right() - textLeft - 7, (isTall() ? box.top() - 3 : rect.bottom() - 4) - rect.top() - 5};
        const int beside = isTall() ? text.width() : box.left() - text.left() - 6; // the state stands on the line of the name
        const QFont name = m_style.font(13, map::Weight::Medium);
        painter->setFont(name);
        painter->setPen(m_style.colour(Token::Text));
        painter->drawText(text, Qt::AlignTop, QFontMetrics{name}.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, beside));
        painter->setFont(m_style.font(11));
        painter->setPen(m_style.colour(Token::Text2));
        painter->drawText(text, Qt::AlignBottom, metrics.elidedText(index.data(SubRole).toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

private:
    /// Large text: the state stands below, not beside.
    [[nodiscard]] bool isTall() const { return m_style.textScale() > 1.4; }
    Style& m_style;
};

map::Token toneOf(core::AssessmentState state)
{
    switch (state) {
    case core::AssessmentState::APPROVED:
    case core::AssessmentState::DISSEMINATED: return map::Token::Success;
    case core::AssessmentState::IN_REVIEW:
    case core::AssessmentState::COORDINATED:
    case core::AssessmentState::CLEARED: return map::Token::Info;
    default: return map::Token::Text2;
    }
}

/// @param chosen  the period of the window
QListWidgetItem* addHead(QListWidget* list, const QString& title, bool chosen = false)
{
    auto* item = new QListWidgetItem{title, list};
    item->setData(HeadRole, true);
    item->setData(ChosenRole, chosen);
    if (chosen)
        item->setData(Qt::AccessibleTextRole, QObject::tr("%1, the chosen period").arg(title));
    item->setFlags(Qt::NoItemFlags);
    return item;
}

QListWidgetItem* addEntry(QListWidget* list, const QString& name, const QString& sub, const QString& pill, std::optional<core::Band> band, map::Token tone)
{
    auto* item = new QListWidgetItem{name, list};
    item->setData(SubRole, sub);
    item->setData(PillRole, pill);
    item->setData(BandRole, band ? static_cast<int>(*band) : kNoBand);
    item->setData(ToneRole, static_cast<int>(tone));
    item->setData(Qt::AccessibleTextRole, QObject::tr("%1, %2, %3, %4").arg(name, sub, band ? map::bandWord(*band) : map::notAssessedWord(), pill));
    item->setToolTip(QStringLiteral("%1\n%2").arg(name, sub).toHtmlEscaped());
    return item;
}

} // namespace

AssessmentListPanel::AssessmentListPanel(Style& style, const ActionRegistry& actions, QWidget* parent) : QFrame(parent), m_list(new QListWidget{this})
{
    setProperty("role", QStringLiteral("panel"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    auto* add = ui::button(QStringLiteral("listNew"), tr("+ New"), "link", this);
    add->setAccessibleName(tr("New assessment"));
    ui::tellKeys(actions, add, QStringLiteral("edit.new"));
    connect(add, &QPushButton::clicked, this, [this] { emit newAsked(std::nullopt); });
    column->addWidget(add, 0, Qt::AlignRight);
    m_list->setObjectName(QStringLiteral("assessmentList"));
    m_list->setAccessibleName(tr("Assessments by month"));
    m_list->setItemDelegate(new EntryDelegate{style, m_list});
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    auto* versions = ui::label(session::versionMeaning(), "caption", this, true);
    versions->setObjectName(QStringLiteral("versionMeaning"));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 2, 8, 8);
    foot->addWidget(versions);
    column->addLayout(foot);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item != nullptr && item->data(IdRole).toLongLong() != 0)
            emit openAsked(core::AssessmentId{item->data(IdRole).toLongLong()});
    });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (const auto area = item->data(AreaRole).toLongLong(); area != 0)
            emit newAsked(core::AreaId{area});
    });
}

void AssessmentListPanel::show(const session::AssessmentList& list, std::optional<core::AssessmentId> current, const std::optional<core::Period>& period, const QString& periodName)
{
    const QSignalBlocker quiet{m_list};
    m_list->clear();
    const auto addDue = [&] {
        if (list.due.empty())
            return;
        addHead(m_list, tr("Needs a new assessment"));
        for (const auto& due : list.due)
            addEntry(m_list, due.name, due.last, tr("Due"), due.band, map::Token::Warning)->setData(AreaRole, QVariant::fromValue<qlonglong>(due.area.value));
    };
    if (period && std::none_of(list.months.begin(), list.months.end(), [&](const auto& month) { return month.period == period; }))
        addHead(m_list, tr("%1: none yet").arg(periodName), true);
    for (std::size_t i = 0; i < list.months.size(); ++i) {
        const bool chosen = period && list.months[i].period == period;
        addHead(m_list, list.months[i].title, chosen);
        for (const auto& each : list.months[i].entries) {
            auto* item = addEntry(m_list, each.scope, tr("Version %1 \u00B7 %2").arg(each.version, each.reference), session::stateWord(each.state), each.band, toneOf(each.state));
            item->setToolTip(item->toolTip() + QLatin1Char('\n') + session::versionMeaning().toHtmlEscaped());
            item->setData(IdRole, QVariant::fromValue<qlonglong>(each.id.value));
            if (current == each.id)
                m_list->setCurrentItem(item);
        }
        if (i == 0)
            addDue();
    }
    if (list.months.empty())
        addDue();
}

} // namespace tutela::app
