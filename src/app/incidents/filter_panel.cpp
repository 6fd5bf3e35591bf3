// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filter_panel.h"

#include "../frame/flow_layout.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

const auto kViews = QStringLiteral("incidents/views");
constexpr int kMostKilled = 100'000;

} // namespace

FilterPanel::FilterPanel(Shell& shell, QWidget* parent) : QScrollArea(parent), m_shell(shell)
{
    setObjectName(QStringLiteral("incidentFilters"));
    setAccessibleName(tr("Filters"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QVBoxLayout* column = nullptr;
    auto* page = ui::panel("panel", this, &column);
    column->setSpacing(6);

    column->addWidget(ui::label(tr("SAVED VIEWS"), "section", page));
    m_views = new QVBoxLayout;
    m_views->setSpacing(0);
    column->addLayout(m_views);
    auto* save = ui::button(QStringLiteral("saveView"), tr("Save this view ..."), "link", page);
    connect(save, &QPushButton::clicked, this, [this] {
        const QString name = m_shell.prompts.askText(this, tr("Save this view"), tr("Name of the view"), {});
        if (!name.trimmed().isEmpty())
            saveView(name.trimmed());
    });
    column->addWidget(save, 0, Qt::AlignLeft);
    column->addWidget(ui::rule(page));

    column->addWidget(ui::label(tr("VERIFICATION"), "section", page));
    constexpr int kBeside = 6;
    auto* verifications = new FlowLayout{kBeside, kBeside};
    column->addLayout(verifications);
    for (const auto word : core::wordsOf<core::Verification>()) {
        const auto each = *core::enumerator<core::Verification>(word);
        m_verifications[each] = chip(QStringLiteral("verification%1").arg(QLatin1String{word.data(), static_cast<qsizetype>(word.size())}),
                                     QString::fromStdString(core::spoken(word)), verifications);
    }
    column->addWidget(ui::label(tr("KILLED AT LEAST"), "section", page));
    m_killed = new QSpinBox{page};
    m_killed->setObjectName(QStringLiteral("killedAtLeast"));
    m_killed->setAccessibleName(tr("Killed at least"));
    m_killed->setRange(-1, kMostKilled);
    m_killed->setSpecialValueText(tr("any number"));
    m_killed->setValue(-1);
    m_killed->setKeyboardTracking(false);
    m_killed->setButtonSymbols(QAbstractSpinBox::NoButtons);
    connect(m_killed, &QSpinBox::valueChanged, this, [this] {
        if (!m_quiet)
            emit changed();
    });
    column->addWidget(m_killed);
    column->addWidget(ui::label(tr("ACTOR"), "section", page));
    m_actor = new QComboBox{page};
    m_actor->setObjectName(QStringLiteral("actorFilter"));
    m_actor->setAccessibleName(tr("Actor"));
    m_actor->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_actor->setMinimumContentsLength(8);
    fillActors();
    connect(m_actor, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_quiet)
            emit changed();
    });
    column->addWidget(m_actor);
    column->addWidget(ui::label(tr("CATEGORY"), "section", page));
    auto* categories = new FlowLayout{kBeside, kBeside};
    column->addLayout(categories);
    for (const auto word : core::wordsOf<core::IncidentCategory>()) {
        const auto each = *core::enumerator<core::IncidentCategory>(word);
        m_categories[each] = chip(QStringLiteral("category%1").arg(QLatin1String{word.data(), static_cast<qsizetype>(word.size())}),
                                  QString::fromStdString(core::spoken(word)), categories);
    }
    column->addStretch();
    setWidget(page);
    fillViews();
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::ACTOR))
            fillActors();
    });
}

QPushButton* FilterPanel::chip(const QString& name, const QString& text, QLayout* into)
{
    auto* made = ui::button(name, text, "chip", this);
    made->setCheckable(true);
    connect(made, &QPushButton::toggled, this, [this] {
        if (!m_quiet)
            emit changed();
    });
    into->addWidget(made);
    return made;
}

void FilterPanel::fillActors()
{
    const QVariant chosen = m_actor->currentData();
    m_quiet = true;
    m_actor->clear();
    m_actor->addItem(tr("any actor"));
    for (const auto& actor : m_shell.document.mission()->all<core::Actor>())
        m_actor->addItem(session::shown(actor.name), qlonglong{actor.id});
    m_actor->setCurrentIndex(std::max(0, chosen.isValid() ? m_actor->findData(chosen) : 0));
    m_quiet = false;
}

session::IncidentFilter FilterPanel::filter() const
{
    session::IncidentFilter filter;
    for (const auto& [verification, button] : m_verifications)
        if (button->isChecked())
            filter.verifications.insert(verification);
    for (const auto& [category, button] : m_categories)
        if (button->isChecked())
            filter.categories.insert(category);
    if (m_actor->currentData().isValid())
        filter.actors.insert(core::ActorId{m_actor->currentData().toLongLong()});
    if (m_killed->value() >= 0)
        filter.killed_at_least = m_killed->value();
    return filter;
}

void FilterPanel::setFilter(const session::IncidentFilter& filter)
{
    m_quiet = true;
    for (const auto& [verification, button] : m_verifications)
        button->setChecked(filter.verifications.contains(verification));
    for (const auto& [category, button] : m_categories)
        button->setChecked(filter.categories.contains(category));
    m_actor->setCurrentIndex(filter.actors.empty() ? 0 : std::max(0, m_actor->findData(qlonglong{filter.actors.begin()->value})));
    m_killed->setValue(filter.killed_at_least ? static_cast<int>(std::min<std::int64_t>(*filter.killed_at_least, kMostKilled)) : -1);
    m_quiet = false;
    emit changed();
}

QSize FilterPanel::minimumSizeHint() const
{
    return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(), QScrollArea::minimumSizeHint().height()};
}

void FilterPanel::clear() { setFilter({}); }

void FilterPanel::focusFilter() { m_verifications.begin()->second->setFocus(Qt::ShortcutFocusReason); }

void FilterPanel::saveView(const QString& name)
{
    QVariantMap views = QSettings{}.value(kViews).toMap();
    views.insert(name, QString::fromStdString(toJson(filter()).dump()));
    QSettings{}.setValue(kViews, views);
    fillViews();
}

void FilterPanel::fillViews()
{
    while (auto* item = m_views->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const QVariantMap views = QSettings{}.value(kViews).toMap();
    if (views.isEmpty())
        m_views->addWidget(ui::label(tr("None yet. A view keeps the filters below."), "caption", widget(), true));
    int number = 0;
    for (auto view = views.begin(); view != views.end(); ++view) {
        auto* row = new QWidget{widget()};
        auto* layout = new QHBoxLayout{row};
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        auto* open = ui::button(QStringLiteral("savedView%1").arg(++number), view.key(), "row", row);
        connect(open, &QPushButton::clicked, this, [this, text = view.value().toString()] {
            setFilter(session::filterFromJson(nlohmann::json::parse(text.toStdString(), nullptr, false)));
        });
        auto* remove = new QToolButton{row};
        remove->setObjectName(QStringLiteral("removeView%1").arg(number));
        remove->setAccessibleName(tr("Remove the view %1").arg(view.key()));
        remove->setToolTip(tr("Remove this view"));
        remove->setIcon(m_shell.style.icon(QStringLiteral("close")));
        connect(remove, &QToolButton::clicked, this, [this, name = view.key()] {
            QVariantMap kept = QSettings{}.value(kViews).toMap();
            kept.remove(name);
            QSettings{}.setValue(kViews, kept);
            fillViews();
        });
        layout->addWidget(open, 1);
        layout->addWidget(remove);
        m_views->addWidget(row);
    }
}

} // namespace tutela::app
