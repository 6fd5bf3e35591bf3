// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bars.h"
#include "dialog_size.h"
#include "dialogs.h"
#include "kept_settings.h"
#include "workspace.h"

#include <tutela/session/display.h>
#include <tutela/store/mission_file.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

store::Author authorOfSettings()
{
    const QString text = QSettings{}.value(QStringLiteral("general/author"), QString::fromUtf8(qgetenv("TUTELA_AUTHOR"))).toString();
    try {
        return text.isEmpty() ? store::Author{} : store::Author::of(text.toStdString());
    } catch (const core::Error&) {
        return {};
    }
}

namespace {

void addDefaults(QWidget* page, QFormLayout* form, const QString& name, const std::function<void()>& restore)
{
    auto* button = ui::button(name, QObject::tr("Restore defaults"), "link", page);
    QObject::connect(button, &QPushButton::clicked, page, restore);
    form->addRow(button);
}

/// Who writes: stands in every commit.
QWidget* generalPage(QWidget* parent)
{
    auto* page = new QWidget{parent};
    auto* form = new QFormLayout{page};
    auto* author = new QLineEdit{session::authorText(QSettings{}.value(QStringLiteral("general/author"), QStringLiteral("POC_ADVISER/--")).toString().toStdString()), page};
    author->setObjectName(QStringLiteral("preferenceAuthor"));
    author->setAccessibleName(QObject::tr("Role and initials"));
    auto* problem = ui::label({}, "error", page, true);
    QObject::connect(author, &QLineEdit::textChanged, page, [problem](const QString& text) {
        try {
            const QString stored = session::storedAuthor(text);
            static_cast<void>(store::Author::of(stored.toStdString()));
            QSettings{}.setValue(QStringLiteral("general/author"), stored);
            problem->clear();
        } catch (const core::Error& error) {
            const bool known = core::enumerator<core::Role>(session::storedAuthor(text).section(QLatin1Char('/'), 0, 0).toStdString()).has_value();
            problem->setText(known ? session::shown(error.message()) : QObject::tr("Write role and initials, for example POC adviser/AB."));
        }
    });
    form->addRow(QObject::tr("Role and initials"), author);
    form->addRow(ui::label(QObject::tr("Shown beside each change in the history, for example POC adviser/AB. Never a name. Applies to missions opened from now on."),
                           "caption", page, true));
    form->addRow(problem);
    return page;
}

QWidget* appearancePage(QWidget* parent, Style& style)
{
    auto* page = new QWidget{parent};
    auto* form = new QFormLayout{page};
    auto* theme = new QComboBox{page};
    theme->setObjectName(QStringLiteral("preferenceTheme"));
    theme->setAccessibleName(QObject::tr("Theme"));
    theme->addItems({QObject::tr("Light"), QObject::tr("Dark")});
    theme->setCurrentIndex(style.theme() == map::Theme::Dark ? 1 : 0);
    QObject::connect(theme, &QComboBox::currentIndexChanged, page, [&style](int index) { setThemeSetting(style, index == 1 ? map::Theme::Dark : map::Theme::Light); });
    form->addRow(QObject::tr("Theme"), theme);
    auto* text = new QComboBox{page};
    text->setObjectName(QStringLiteral("preferenceTextSize"));
    text->setAccessibleName(QObject::tr("Text size"));
    for (const int percent : {90, 100, 115, 130, 150, 175, 200})
        text->addItem(QObject::tr("%1 %").arg(percent), percent);
    text->setCurrentIndex(std::max(0, text->findData(qRound(style.textScale() * 100))));
    QObject::connect(text, &QComboBox::currentIndexChanged, page, [&style, text](int) {
        const double scale = text->currentData().toInt() / 100.0;
        QSettings{}.setValue(QStringLiteral("appearance/textScale"), scale);
        style.setTextScale(scale);
    });
    form->addRow(QObject::tr("Text size"), text);
    addDefaults(page, form, QStringLiteral("appearanceDefaults"), [theme, text] {
        theme->setCurrentIndex(0);
        text->setCurrentIndex(text->findData(100));
    });
    return page;
}

/// How coordinates are written in the status bar and copied from it; every box that takes a position reads all of them.
QWidget* formatsPage(QWidget* parent, StatusBar& status)
{
    auto* page = new QWidget{parent};
    auto* form = new QFormLayout{page};
    form->addRow(ui::label(QObject::tr("Coordinates are written as"), "secondary", page));
    std::vector<QCheckBox*> boxes;
    for (const CoordinateWord& each : kCoordinateWords) {
        auto* box = new QCheckBox{QObject::tr(each.word), page};
        box->setObjectName(QStringLiteral("format_%1").arg(static_cast<int>(each.form)));
        box->setAccessibleName(box->text());
        box->setChecked(status.writes(each.form));
        QObject::connect(box, &QCheckBox::toggled, page, [box, &status, form = each.form](bool on) {
            status.setWritten(form, on);
            const QSignalBlocker quiet{box};
            box->setChecked(status.writes(form)); // the last one stays
        });
        form->addRow(box);
        boxes.push_back(box);
    }
    form->addRow(ui::label(QObject::tr("Days are written \"31 Oct 2026\", thousands are parted by a narrow space, times are local to the mission."), "caption", page, true));
    addDefaults(page, form, QStringLiteral("formatDefaults"), [boxes] {
        const auto standard = [](core::CoordinateForm each) { return each == core::CoordinateForm::DegreesMinutes || each == core::CoordinateForm::Mgrs; };
        for (const bool on : {true, false}) // the new ones first: one of them always stays
            for (std::size_t i = 0; i < boxes.size(); ++i)
                if (standard(kCoordinateWords[i].form) == on)
                    boxes[i]->setChecked(on);
    });
    return page;
}

/// Conflicts are told, not made: a sequence that is taken stays where it was.
QWidget* shortcutsPage(QWidget* parent, ActionRegistry& actions, const Style& style)
{
    auto* page = new QWidget{parent};
    auto* column = new QVBoxLayout{page};
    auto* table = new QTableWidget{static_cast<int>(actions.all().size()), 2, page};
    table->setObjectName(QStringLiteral("preferenceShortcuts"));
    table->setAccessibleName(QObject::tr("Shortcuts"));
    table->setHorizontalHeaderLabels({QObject::tr("Command"), QObject::tr("Keys")});
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->resizeSection(1, qRound(180 * style.textScale()));
    table->verticalHeader()->setDefaultSectionSize(qRound(36 * style.textScale()));
    auto* problem = ui::label({}, "error", page, true);
    int row = 0;
    std::vector<std::pair<QAction*, QKeySequenceEdit*>> edits;
    for (QAction* action : actions.all()) {
        auto* name = new QTableWidgetItem{actions.nameOf(action)};
        name->setFlags(Qt::ItemIsEnabled);
        table->setItem(row, 0, name);
        auto* edit = new QKeySequenceEdit{action->shortcut(), table};
        edit->setObjectName(QStringLiteral("keys_") + action->objectName());
        edit->setAccessibleName(actions.nameOf(action));
        edits.emplace_back(action, edit);
        QObject::connect(edit, &QKeySequenceEdit::editingFinished, table, [&actions, action, edit, problem] {
            for (const QAction* other : actions.all())
                if (other != action && !edit->keySequence().isEmpty() && other->shortcut() == edit->keySequence()) {
                    problem->setText(QObject::tr("%1 is taken by \"%2\".").arg(edit->keySequence().toString(), actions.nameOf(other)));
                    edit->setKeySequence(action->shortcut());
                    return;
                }
            problem->clear();
            actions.setShortcut(action, edit->keySequence());
        });
        table->setCellWidget(row++, 1, edit);
    }
    column->addWidget(table);
    column->addWidget(problem);
    auto* defaults = ui::button(QStringLiteral("shortcutDefaults"), QObject::tr("Restore defaults"), "link", page);
    QObject::connect(defaults, &QPushButton::clicked, page, [&actions, edits, problem] {
        actions.restoreShortcuts();
        for (const auto& [action, edit] : edits)
            edit->setKeySequence(action->shortcut());
        problem->clear();
    });
    column->addWidget(defaults, 0, Qt::AlignLeft);
    return page;
}

QWidget* privacyPage(QWidget* parent)
{
    auto* page = new QWidget{parent};
    auto* column = new QVBoxLayout{page};
    column->addWidget(ui::label(QObject::tr("Tutela opens no network connection, and keeps no log unless TUTELA_LOG names a folder. Beside the mission file it keeps for you, on this computer only: recent missions, "
                                            "folders that you chose, saved views of incidents, why problems of the data are ignored, and for the next import the name of the "
                                            "sender with the columns and words of its files. None of it is protected by the marking of a mission."),
                                "plain", page, true));
    auto* forget = ui::button(QStringLiteral("forgetMissions"), QObject::tr("Forget all of this"), "plain", page);
    auto* done = ui::label({}, "secondary", page, true);
    done->setObjectName(QStringLiteral("forgotten"));
    QObject::connect(forget, &QPushButton::clicked, page, [done] {
        forgetMissions();
        done->setText(QObject::tr("Forgotten. Author, look, formats, shortcuts and the layout of the window stay. No mission file was changed."));
    });
    column->addWidget(forget, 0, Qt::AlignLeft);
    column->addWidget(done);
    column->addStretch();
    return page;
}

} // namespace

void showPreferencesDialog(QWidget& window, ActionRegistry& actions, Style& style, StatusBar& status)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("preferencesDialog"));
    dialog.setWindowTitle(QObject::tr("Preferences"));
    auto* column = new QVBoxLayout{&dialog};
    auto* row = new QHBoxLayout;
    auto* list = new QListWidget{&dialog};
    list->setObjectName(QStringLiteral("preferencesList"));
    list->setAccessibleName(QObject::tr("Pages"));
    list->setFixedWidth(qRound(160 * style.textScale()));
    auto* pages = new QStackedWidget{&dialog};
    const std::vector<std::pair<QString, QWidget*>> all{{QObject::tr("General"), generalPage(pages)}, {QObject::tr("Appearance"), appearancePage(pages, style)},
                                                        {QObject::tr("Formats"), formatsPage(pages, status)}, {QObject::tr("Shortcuts"), shortcutsPage(pages, actions, style)}, {QObject::tr("Privacy"), privacyPage(pages)}};
    for (const auto& [title, content] : all) {
        list->addItem(title);
        auto* page = new QWidget{pages};
        auto* inner = new QVBoxLayout{page};
        inner->setContentsMargins(20, 4, 4, 4);
        inner->addWidget(ui::label(title, "title", page));
        inner->addWidget(ui::scrolled(content, page), 1);
        pages->addWidget(page);
    }
    QObject::connect(list, &QListWidget::currentRowChanged, pages, &QStackedWidget::setCurrentIndex);
    list->setCurrentRow(0);
    row->addWidget(list);
    row->addWidget(pages, 1);
    column->addLayout(row, 1);
    column->addWidget(closeBox(dialog));
    ui::boundToScreen(dialog, QSize{720, 520} * style.textScale());
    dialog.exec();
}

} // namespace tutela::app
