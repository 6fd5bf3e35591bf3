// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_mission.h"

#include "data/data_workspace.h"
#include "frame/main_window.h"

#include <tutela/map/theme.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>
#include <QTest>

#include <charconv>
#include <cstdio>
#include <cstring>

// A person who types figures into the first place of a mission, one after the other, until the program is killed. What the
// window calls saved is said: the test asks afterwards whether it is there.
// app_typing_person FILE FIRST: prints "opened ID" when the form of the place is there, then "saved N" for each N from FIRST.

namespace {

using namespace tutela;

/// Nobody asks this person anything.
class Silent final : public app::Prompts {
    QString openFile(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override { return -1; }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
};

/// A line is a promise: none may wait in a buffer.
void say(const char* word, long long number)
{
    std::printf("%s %lld\n", word, number);
    std::fflush(stdout);
}

int failed(const char* sentence)
{
    std::fprintf(stderr, "%s\n", sentence);
    return 1;
}

int typeForEver(app::MainWindow& window, long long next)
{
    constexpr int kPatienceMs = 30'000;
    window.show(QStringLiteral("Data"));
    auto* data = qobject_cast<app::DataWorkspace*>(window.current());
    if (data == nullptr)
        return failed("no Data");
    data->showSection(QStringLiteral("place"));
    auto* table = data->findChild<QTableView*>(QStringLiteral("table_place"));
    if (table == nullptr || table->model()->rowCount() == 0)
        return failed("no place");
    table->setCurrentIndex(table->model()->index(0, 0));
    const auto selected = window.context().selection();
    auto* form = data->findChild<QWidget*>(QStringLiteral("form_place"));
    auto* field = form != nullptr ? form->findChild<QLineEdit*>(QStringLiteral("field_older_60plus")) : nullptr;
    const auto* saved = window.findChild<QLabel*>(QStringLiteral("savedState"));
    if (!selected || field == nullptr || saved == nullptr)
        return failed("no field");
    say("opened", selected->id);
    for (;; ++next) {
        bool told = false;
        const auto listening = QObject::connect(window.document(), &session::Document::saved, [&told] { told = true; });
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QString::number(next), Qt::NoModifier, 1);
        QTest::keyClick(field, Qt::Key_Return);
        if (!QTest::qWaitFor([&] { return told && saved->text().contains(QStringLiteral("Saved")); }, kPatienceMs))
            return failed("not saved");
        QObject::disconnect(listening);
        say("saved", next);
    }
}

} // namespace

int main(int argc, char** argv)
{
    long long first = 0;
    if (argc < 3 || std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), first).ec != std::errc{})
        return 2;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application{argc, argv};
    const std::filesystem::path file = argv[1];
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((file.parent_path() / "settings").string()));
    map::loadFonts();
    app::Style style;
    style.apply();
    Silent prompts;
    auto* window = new app::MainWindow{style, prompts};
    window->QWidget::show();
    QApplication::setActiveWindow(window);
    if (!test::openMission(*window, file))
        return failed("the mission was not opened");
    return typeForEver(*window, first);
}
