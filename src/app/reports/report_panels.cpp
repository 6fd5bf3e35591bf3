// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report_panels.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace tutela::app {

namespace {

constexpr int kIdRole = Qt::UserRole + 1;

QString aboutProfile(report::Profile profile)
{
    switch (profile) {
    case report::Profile::INTERNAL: return QObject::tr("Everything. For an approved version, the pages that were signed.");
    case report::Profile::LEADERSHIP: return QObject::tr("Without the sources of evidence.");
    case report::Profile::PARTNER: return QObject::tr("Without evidence, bases, reach and plans; positions to 5 km, people to two digits.");
    case report::Profile::PUBLIC: return QObject::tr("Counts by area only, 1 to 4 as \u201C<5\u201D.");
    }
    return {};
}

constexpr int kPageRole = Qt::UserRole + 2; ///< the number of the page, as it is printed

/// A part, on as many lines as its title needs, and the number of its page in a column at the right edge.
class ContentsRows final : public QStyledItemDelegate {
public:
    explicit ContentsRows(QListWidget* list) : QStyledItemDelegate(list), m_list(*list) {}
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int kBoxAndPaddings = 56, kLeast = 60, kAbove = 10;
        const QRect room{0, 0, std::max(kLeast, m_list.viewport()->width() - kBoxAndPaddings - numberWidth()), 10'000};
        const int text = m_list.fontMetrics().boundingRect(room, Qt::TextWordWrap, index.data().toString()).height();
        return {kLeast, std::max(QStyledItemDelegate::sizeHint(option, index).height(), text + kAbove)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString title = std::exchange(row.text, QString{});
        const auto draw = [&] { m_list.style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, &m_list); };
        draw(); // the ground of the whole row; then the title on its part of it
        row.text = title;
        row.rect.adjust(0, 0, -numberWidth(), 0);
        draw();
        constexpr int kBeside = 8;
        painter->save();
        painter->setFont(row.font);
        painter->setPen(row.palette.color(QPalette::Text));
        painter->drawText(option.rect.adjusted(0, 0, -kBeside, 0), static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter), index.data(kPageRole).toString());
        painter->restore();
    }

private:
    [[nodiscard]] int numberWidth() const
    {
        constexpr int kAround = 12;
        return m_list.fontMetrics().horizontalAdvance(QStringLiteral("000")) + kAround;
    }
    const QListWidget& m_list;
};

} // namespace

VersionList::VersionList(QWidget* parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("reportVersions"));
    setAccessibleName(tr("Versions of assessments, and the patrol coverage review"));
    setWordWrap(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (m_filling || item == nullptr)
            return;
        if (item->data(kIdRole).isValid())
            emit chosen(core::AssessmentId{item->data(kIdRole).toLongLong()});
        else
            emit coverageChosen();
    });
}

void VersionList::fill(const core::Mission& mission, std::optional<core::AssessmentId> current, bool coverage)
{
    m_filling = true;
    clear();
    for (const core::AssessmentId id : session::reportVersions(mission)) {
        const auto& assessment = *mission.find<core::Assessment>(id);
        const QString state = QString::fromStdString(core::spoken(core::stateOf(mission, id)));
        const QString month = assessment.period_from ? QString::fromStdString(core::readableMonth(mission.timeZone().dayAt(*assessment.period_from))) : tr("no period");
        auto* item = new QListWidgetItem{tr("%1, version %2\n%3 \u00B7 %4").arg(month, session::shown(assessment.version), state, session::shown(assessment.reference)), this};
        item->setData(kIdRole, QVariant::fromValue<qlonglong>(id.value));
        item->setToolTip(session::shown(assessment.title).toHtmlEscaped());
        if (current == id)
            setCurrentItem(item);
    }
    auto* review = new QListWidgetItem{tr("Patrol coverage review\nof the period chosen, else of 30 days"), this};
    review->setToolTip(tr("Who is reached in time, where patrols were, and every gap"));
    if (coverage)
        setCurrentItem(review);
    m_filling = false;
}

ContentsList::ContentsList(QWidget* parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("reportContents"));
    setAccessibleName(tr("Contents: what is printed"));
    setItemDelegate(new ContentsRows{this});
    setWordWrap(true);
    setResizeMode(QListView::Adjust);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        if (m_filling || !item->data(kIdRole).isValid())
            return;
        const auto part = static_cast<report::ReportPart>(item->data(kIdRole).toInt());
        if (item->checkState() == Qt::Checked)
            m_leftOut.erase(part);
        else
            m_leftOut.insert(part);
        emit leftOutChanged();
    });
    const auto show = [this](const QListWidgetItem* item) {
        const int page = item->data(Qt::UserRole).toInt();
        if (page >= 0)
            emit pageAsked(page);
    };
    connect(this, &QListWidget::itemClicked, this, show);
    connect(this, &QListWidget::itemActivated, this, show);
}

void ContentsList::setFixed(bool fixed) { m_fixed = fixed; }

std::vector<report::ReportPart> ContentsList::leftOut() const
{
    return m_fixed ? std::vector<report::ReportPart>{} : std::vector<report::ReportPart>{m_leftOut.begin(), m_leftOut.end()};
}

/// The parts that have pages, in their order; those left out stay in the list, at their place in it.
void ContentsList::fill(const report::Pages& pages)
{
    struct Row { QString title; int page; std::optional<report::ReportPart> part; };
    std::vector<Row> rows;
    for (const auto& [title, page] : pages.contents()) {
        Row row{QString::fromStdString(title), page, std::nullopt};
        for (std::size_t i = 0; i < core::wordsOf<report::ReportPart>().size(); ++i)
            if (const auto part = static_cast<report::ReportPart>(i); report::titleOf(part) == title)
                row.part = part;
        rows.push_back(row);
    }
    for (const auto part : pages.model().left_out) {
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.part && *row.part > part; });
        rows.insert(at, {QString::fromStdString(report::titleOf(part)), -1, part});
    }
    const int current = currentRow();
    m_filling = true;
    clear();
    for (const Row& row : rows) {
        auto* item = new QListWidgetItem{row.title, this};
        item->setData(Qt::UserRole, row.page);
        if (row.page >= 0) {
            item->setData(kPageRole, QString::number(row.page + 1));
            item->setData(Qt::AccessibleTextRole, tr("%1, page %2").arg(row.title).arg(row.page + 1));
        }
        if (row.part)
            item->setData(kIdRole, static_cast<int>(*row.part));
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | (row.part && !m_fixed ? Qt::ItemIsUserCheckable : Qt::NoItemFlags));
        item->setCheckState(row.page >= 0 ? Qt::Checked : Qt::Unchecked);
        if (!row.part || m_fixed)
            item->setToolTip(tr("Always printed"));
    }
    setCurrentRow(current);
    m_filling = false;
}

ReportOptions::ReportOptions(QWidget* parent) : QWidget(parent), m_profile(new QComboBox{this}), m_about(ui::label({}, "caption", this, true)), m_markingName(ui::label(tr("Marking of the document"), "secondary", this, true)),
      m_marking(ui::label({}, "plain", this, true)), m_why(ui::label({}, "caption", this, true))
{
    auto* column = new QVBoxLayout{this}; // no grid: it gives wrapped sentences across its columns too little height
    column->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString& name, QWidget* field) {
        auto* row = new QHBoxLayout;
        row->addWidget(ui::label(name, "secondary", this));
        row->addWidget(field, 1);
        column->addLayout(row);
    };
    m_profile->setObjectName(QStringLiteral("reportProfile"));
    m_profile->setAccessibleName(tr("For whom"));
    for (const auto profile : {report::Profile::INTERNAL, report::Profile::LEADERSHIP, report::Profile::PARTNER, report::Profile::PUBLIC})
        m_profile->addItem(QString::fromStdString(core::spoken(core::word(profile))), static_cast<int>(profile));
    add(tr("For"), m_profile);
    column->addWidget(m_about);
    m_marking->setObjectName(QStringLiteral("reportMarking"));
    m_marking->setToolTip(tr("The highest of the mission's marking and of the markings of what the document holds"));
    m_why->setObjectName(QStringLiteral("reportMarkingWhy"));
    for (QLabel* each : {m_markingName, m_marking, m_why})
        column->addWidget(each);
    showMarking({});
    add(tr("Paper"), ui::label(tr("A4"), "plain", this));
    add(tr("Language"), ui::label(tr("English"), "plain", this));
    m_about->setText(aboutProfile(profile()));
    connect(m_profile, qOverload<int>(&QComboBox::currentIndexChanged), this, [this] {
        m_about->setText(aboutProfile(profile()));
        emit profileChanged();
    });
}

report::Profile ReportOptions::profile() const { return static_cast<report::Profile>(m_profile->currentData().toInt()); }

void ReportOptions::showMarking(const QString& marking, const QString& why)
{
    m_marking->setText(marking);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    for (QLabel* each : {m_markingName, m_marking})
        each->setVisible(!marking.isEmpty());
}

CheckList::CheckList(Style& style, QWidget* parent) : QWidget(parent), m_style(style), m_head(ui::label({}, "heading", this)), m_rows(new QWidget{this})
{
    setObjectName(QStringLiteral("reportChecks"));
    setAccessibleName(tr("Checks"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_head);
    column->addWidget(m_rows);
    new QVBoxLayout{m_rows};
    m_rows->layout()->setContentsMargins(0, 0, 0, 0);
}

void CheckList::fill(const std::vector<session::ReportCheck>& checks, const QString& none)
{
    using Level = session::ReportCheck::Level;
    qDeleteAll(m_rows->findChildren<QWidget*>(QString{}, Qt::FindDirectChildrenOnly));
    m_head->setText(checks.empty() ? tr("Checks") : tr("Checks  %1").arg(checks.size()));
    if (checks.empty())
        m_rows->layout()->addWidget(ui::label(none, "secondary", m_rows, true));
    int number = 0;
    for (const auto& check : checks) {
        const bool leads = check.record || check.missing;
        QWidget* row = leads ? static_cast<QWidget*>(new ui::RowButton{m_rows}) : new QWidget{m_rows}; // what leads nowhere is no button
        row->setObjectName(QStringLiteral("reportCheck%1").arg(++number));
        row->setAccessibleName(check.text);
        row->setProperty("role", QStringLiteral("row"));
        auto* layout = new QHBoxLayout{row};
        layout->setContentsMargins(4, 6, 4, 6);
        auto* icon = new QLabel{row};
        const auto token = check.level == Level::Danger ? map::Token::Danger : check.level == Level::Warning ? map::Token::Warning : map::Token::Info;
        const QString name = check.level == Level::Danger ? QStringLiteral("danger") : check.level == Level::Warning ? QStringLiteral("warning") : QStringLiteral("info");
        icon->setPixmap(m_style.pixmap(name, 18, m_style.colour(token), devicePixelRatioF()));
        icon->setAlignment(Qt::AlignTop);
        layout->addWidget(icon);
        layout->addWidget(ui::label(check.text, "plain", row, true), 1);
        if (auto* button = qobject_cast<QPushButton*>(row))
            connect(button, &QPushButton::clicked, this, [this, check] {
                if (check.record)
                    emit recordAsked(*check.record);
                else
                    emit kindAsked(*check.missing);
            });
        m_rows->layout()->addWidget(row);
    }
}

} // namespace tutela::app
