// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Random hands on the window for as long as one likes: soak [--minutes 120] [--seed 1] [--log FILE]. Ends with 1 when Qt warned,
// when the mission file lost its integrity, or when memory kept growing, in use or between two openings. Every step is written to the log before it is done, so
// that the log of a crash ends with its cause; the same seed gives the same hands.
#include "frame/demo_mission.h"
#include "frame/main_window.h"
#include "memory.h"

#include <tutela/map/theme.h>
#include <tutela/store/mission_file.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QPointer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTimer>

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <vector>

using namespace tutela;

namespace {

constexpr int kTickMs = 5, kReopenMs = 180'000, kSampleMs = 15'000;
int warnings = 0;

void report(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    static const QStringList kOfThePlatform{QStringLiteral("This plugin does not support"), QStringLiteral("XDG_RUNTIME_DIR")};
    for (const QString& known : kOfThePlatform)
        if (text.contains(known))
            return;
    if (type != QtDebugMsg && type != QtInfoMsg)
        ++warnings;
    std::fprintf(stderr, "qt: %s\n", text.toUtf8().constData());
}

constexpr double kMega = 1e6;

/// Resident memory in MB: all of it, or the pages of programs, libraries and other files alone, which the system can drop.
double residentMb(bool ofFiles = false)
{
    QFile file{QStringLiteral("/proc/self/statm")};
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    constexpr double kPage = 4096.0;
    return file.readAll().split(' ').value(ofFiles ? 2 : 1).toDouble() * kPage / kMega;
}

/// Mostly cancels; what it chooses lies in the folder of this run.
class RandomPrompts final : public app::Prompts {
public:
    RandomPrompts(std::mt19937& random, QString folder) : m_random(random), m_folder(std::move(folder)) {}
    QString openFile(QWidget*, const QString&, const QString&) override { return chance(4) ? m_folder + QStringLiteral("/table.csv") : QString{}; }
    QString saveFile(QWidget*, const QString&, const QString& suggested, const QString&) override
    {
        return chance(3) ? m_folder + QLatin1Char('/') + QFileInfo{suggested}.fileName() : QString{};
    }
    int ask(QWidget*, const QString&, const QString&, const QStringList& buttons) override { return static_cast<int>(m_random() % static_cast<unsigned>(buttons.size() + 1)) - 1; }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return chance(2) ? QStringLiteral("soak") : QString{}; }

private:
    bool chance(unsigned oneIn) { return m_random() % oneIn == 0; }
    std::mt19937& m_random;
    QString m_folder;
};

/// Takes what the program would show outside of itself.
class Outside : public QObject {
    Q_OBJECT
public slots:
    void take(const QUrl&) {}
};

class Hands : public QObject {
    Q_OBJECT
public:
    Hands(unsigned seed, const QString& folder, QFile& log) : m_random(seed), m_prompts(m_random, folder), m_folder(folder), m_log(log)
    {
        m_style.apply();
        reopen();
    }
    void start(qint64 forMs)
    {
        m_until = forMs;
        m_clock.start();
        step();
    }
    /// In MB, while the hands work.
    [[nodiscard]] const std::vector<double>& memory() const { return m_memory; }
    /// In MB, with no mission open: taken between two openings.
    [[nodiscard]] const std::vector<double>& memoryAtRest() const { return m_atRest; }
    [[nodiscard]] qint64 steps() const { return m_steps; }
    void close()
    {
        // A window takes its dialogs and menus with it, which are top level too.
        QList<QPointer<QWidget>> all;
        for (QWidget* top : QApplication::topLevelWidgets())
            all << top;
        for (const auto& top : all)
            if (auto* window = qobject_cast<app::MainWindow*>(top.data()))
                delete window;
    }

private:
    QString mission() const { return m_folder + QStringLiteral("/soak.gpkg"); }
    void reopen()
    {
        close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        app::giveMemoryBack();
        m_atRest.push_back(residentMb());
        sayMemory(QStringLiteral("at rest"));
        m_window = new app::MainWindow{m_style, m_prompts};
        m_window->resize(1366, 768);
        m_window->show();
        m_window->openMission(mission());
        m_sinceOpen.start();
    }
    void say(const QString& what)
    {
        m_log.write((QString::number(m_steps) + QLatin1Char(' ') + what + QLatin1Char('\n')).toUtf8());
        m_log.flush();
    }
    void sayMemory(const QString& when)
    {
        const auto heap = ::mallinfo2();
        say(QStringLiteral("memory %1: %2 MB resident (%3 MB of files), %4 MB in use in heaps of %5 MB, %6 MB in mappings, %7 widgets")
                .arg(when)
                .arg(residentMb(), 0, 'f', 0)
                .arg(residentMb(true), 0, 'f', 0)
                .arg(static_cast<double>(heap.uordblks) / kMega, 0, 'f', 0)
                .arg(static_cast<double>(heap.arena) / kMega, 0, 'f', 0)
                .arg(static_cast<double>(heap.hblkhd) / kMega, 0, 'f', 0)
                .arg(QApplication::allWidgets().size()));
    }
    template <class T>
    const T& one(const std::vector<T>& of)
    {
        return of[m_random() % of.size()];
    }
    [[nodiscard]] QWidget* target()
    {
        if (auto* popup = QApplication::activePopupWidget())
            return popup;
        if (auto* modal = QApplication::activeModalWidget())
            return modal;
        return m_window;
    }
    void step();
    void key(QWidget* widget);
    void mouse(QWidget* widget);
    void command();

    std::mt19937 m_random;
    RandomPrompts m_prompts;
    QString m_folder;
    QFile& m_log;
    app::Style m_style;
    QPointer<app::MainWindow> m_window;
    QElapsedTimer m_clock, m_sinceOpen;
    qint64 m_until = 0, m_steps = 0, m_nextSample = 0;
    std::vector<double> m_memory, m_atRest;
};

void Hands::step()
{
    if (m_clock.elapsed() >= m_until && QApplication::activeModalWidget() == nullptr && QApplication::activePopupWidget() == nullptr) {
        QCoreApplication::exit(0);
        return;
    }
    // Asked for before the step is done: a step that opens a dialog or a menu returns only when the hands have closed it.
    QTimer::singleShot(kTickMs, this, &Hands::step);
    ++m_steps;
    if (m_clock.elapsed() >= m_nextSample) {
        m_nextSample += kSampleMs;
        m_memory.push_back(residentMb());
        sayMemory(QStringLiteral("in use"));
    }
    const bool plain = QApplication::activeModalWidget() == nullptr && QApplication::activePopupWidget() == nullptr;
    if (m_window == nullptr || (plain && m_sinceOpen.elapsed() > kReopenMs)) {
        say(QStringLiteral("open the mission anew"));
        reopen();
        return;
    }
    QWidget* widget = target();
    constexpr unsigned kAll = 100, kKeys = 40, kMice = 88;
    const unsigned dice = m_random() % kAll;
    // A dialog must not hold the hands for ever.
    if (widget != m_window && m_random() % 12 == 0) {
        say(QStringLiteral("escape from ") + widget->objectName());
        QTest::keyClick(widget, Qt::Key_Escape);
    } else if (dice < kKeys)
        key(widget);
    else if (dice < kMice)
        mouse(widget);
    else if (plain)
        command();
}

void Hands::key(QWidget* widget)
{
    static const std::vector<int> kKeys{Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Space, Qt::Key_Up,   Qt::Key_Down,  Qt::Key_Left,
                                        Qt::Key_Right,  Qt::Key_Home,    Qt::Key_End,    Qt::Key_F5,    Qt::Key_F6,   Qt::Key_F7,    Qt::Key_F8,
                                        Qt::Key_F9,     Qt::Key_Escape,  Qt::Key_Delete, Qt::Key_Plus,  Qt::Key_E,    Qt::Key_Minus, Qt::Key_PageDown,
                                        Qt::Key_PageUp, Qt::Key_F2,      Qt::Key_M,      Qt::Key_B,     Qt::Key_Backspace};
    static const std::vector<QString> kTexts{QStringLiteral("4.7"),       QStringLiteral("Luzi"), QStringLiteral("<img src=x>"), QStringLiteral("-3"), QStringLiteral("31NFC0127"),
                                             QStringLiteral("2026-10-31"), QStringLiteral("@#%'\"\\"), QString{QChar{0x0645}} + QChar{0x0631}, QStringLiteral("e\u0301")};
    QWidget* focus = widget->focusWidget() != nullptr ? widget->focusWidget() : widget;
    if (m_random() % 3 == 0) {
        const QString& text = one(kTexts);
        say(QStringLiteral("type %1 into %2").arg(text, focus->objectName()));
        const QPointer<QWidget> held{focus}; // a letter can be a shortcut that opens a dialog, and its field be gone when that ends
        for (const QChar c : text) {
            if (held == nullptr)
                return;
            if (c.unicode() < 128)
                QTest::keyClick(held, c.toLatin1());
            else
                QTest::sendKeyEvent(QTest::Click, held, Qt::Key_unknown, QString{c}, Qt::NoModifier);
        }
        return;
    }
    const int code = one(kKeys);
    Qt::KeyboardModifiers modifiers;
    if (m_random() % 4 == 0)
        modifiers |= Qt::ControlModifier;
    if (m_random() % 6 == 0)
        modifiers |= Qt::ShiftModifier;
    say(QStringLiteral("key %1 %2 on %3").arg(static_cast<int>(modifiers), 0, 16).arg(code, 0, 16).arg(focus->objectName()));
    QTest::keyClick(focus, static_cast<Qt::Key>(code), modifiers);
}

void Hands::mouse(QWidget* widget)
{
    if (widget->width() < 2 || widget->height() < 2)
        return;
    const auto spot = [&] { return QPoint{static_cast<int>(m_random() % static_cast<unsigned>(widget->width())), static_cast<int>(m_random() % static_cast<unsigned>(widget->height()))}; };
    const QPoint at = spot();
    QWidget* hit = widget->childAt(at);
    if (hit == nullptr)
        hit = widget;
    const QPointer<QWidget> held{hit};
    const QPoint local = hit->mapFrom(widget, at);
    switch (m_random() % 8) {
    case 0: {
        say(QStringLiteral("wheel on %1").arg(hit->objectName()));
        QWheelEvent event{QPointF{local}, QPointF{hit->mapToGlobal(local)}, {}, {0, m_random() % 2 == 0 ? 120 : -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false};
        QCoreApplication::sendEvent(hit, &event);
        break;
    }
    case 1: {
        const QPoint to = hit->mapFrom(widget, spot());
        say(QStringLiteral("drag on %1").arg(hit->objectName()));
        QTest::mousePress(hit, Qt::LeftButton, {}, local);
        for (int i = 1; i <= 4 && held != nullptr; ++i)
            QTest::mouseMove(hit, local + (to - local) * i / 4);
        if (held != nullptr)
            QTest::mouseRelease(hit, Qt::LeftButton, {}, to);
        break;
    }
    case 2:
        say(QStringLiteral("double click on %1").arg(hit->objectName()));
        QTest::mouseDClick(hit, Qt::LeftButton, {}, local);
        break;
    case 3:
        say(QStringLiteral("right click on %1").arg(hit->objectName()));
        QTest::mouseClick(hit, Qt::RightButton, {}, local);
        break;
    default:
        say(QStringLiteral("click on %1 at %2,%3 of %4").arg(hit->objectName()).arg(at.x()).arg(at.y()).arg(widget->objectName()));
        QTest::mouseClick(hit, Qt::LeftButton, {}, local);
    }
}

void Hands::command()
{
    if (m_random() % 10 == 0) {
        const QSize size{800 + static_cast<int>(m_random() % 1120), 600 + static_cast<int>(m_random() % 480)};
        say(QStringLiteral("resize to %1x%2").arg(size.width()).arg(size.height()));
        m_window->resize(size);
        return;
    }
    const auto& all = m_window->actions().all();
    QAction* action = all[m_random() % all.size()];
    if (!action->isEnabled() || action->objectName() == QStringLiteral("file.quit"))
        return;
    say(QStringLiteral("command %1").arg(action->objectName()));
    action->trigger();
}

bool fileIsWhole(const QString& path)
{
    const auto result = store::MissionFile::open(path.toStdString(), store::Access::ReadOnly).check(true);
    for (const auto& problem : result.problems)
        std::fprintf(stderr, "file: %s\n", problem.text.c_str());
    return result.ok();
}

/// The last quarter of the samples may not exceed the second one by more than a part and some MB. Undo steps of one opening grow and
/// go, a leak stays.
struct MemoryBound {
    const char* when;
    std::size_t fewest; ///< samples that can be judged
    double most, slackMb;
};
constexpr MemoryBound kInUse{"in use", 16, 1.15, 15.0}, kAtRest{"at rest", 4, 1.05, 10.0};

bool memoryGrows(const std::vector<double>& samples, const MemoryBound& bound)
{
    if (samples.size() < bound.fewest)
        return false;
    const auto median = [](std::vector<double> part) {
        std::nth_element(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(part.size() / 2), part.end());
        return part[part.size() / 2];
    };
    const auto quarter = static_cast<std::ptrdiff_t>(samples.size() / 4);
    const double early = median({samples.begin() + quarter, samples.begin() + 2 * quarter});
    const double late = median({samples.end() - quarter, samples.end()});
    std::printf("memory %s: %.0f MB in the second quarter, %.0f MB in the last\n", bound.when, early, late);
    return late > early * bound.most + bound.slackMb;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    app::keepMemoryTogether();
    qInstallMessageHandler(report);
    QApplication application{argc, argv};
    app::giveMemoryBackWhenIdle(application);
    QApplication::setQuitOnLastWindowClosed(false); // hands close windows too; the clock ends the run
    QCommandLineParser parser;
    const QCommandLineOption minutes{QStringLiteral("minutes"), {}, QStringLiteral("n"), QStringLiteral("120")}, seed{QStringLiteral("seed"), {}, QStringLiteral("n"), QStringLiteral("1")},
        logFile{QStringLiteral("log"), {}, QStringLiteral("file"), QStringLiteral("soak.log")};
    parser.addOptions({minutes, seed, logFile});
    parser.process(application);
    QTemporaryDir folder;
    QCoreApplication::setOrganizationName(QStringLiteral("Tutela"));
    QCoreApplication::setApplicationName(QStringLiteral("TutelaSoak"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    Outside outside;
    QDesktopServices::setUrlHandler(QStringLiteral("file"), &outside, "take");
    map::loadFonts();
    const QString path = folder.path() + QStringLiteral("/soak.gpkg");
    app::makeDemo(path, {});
    QFile table{folder.path() + QStringLiteral("/table.csv")};
    if (!table.open(QIODevice::WriteOnly))
        return 1;
    table.write("date,place,lat,lon,killed\n2026-10-03,Luzi,1.9,5.1,2\n03/04/2026,Banzu,x,4.7,\n");
    table.close();
    QFile log{parser.value(logFile)};
    if (!log.open(QIODevice::WriteOnly))
        return 1;
    Hands hands{parser.value(seed).toUInt(), folder.path(), log};
    constexpr double kMinuteMs = 60'000.0;
    hands.start(static_cast<qint64>(parser.value(minutes).toDouble() * kMinuteMs));
    QApplication::exec();
    const auto memory = hands.memory(), atRest = hands.memoryAtRest();
    hands.close();
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    std::printf("%lld steps, %d warnings of Qt\n", static_cast<long long>(hands.steps()), warnings);
    const bool whole = fileIsWhole(path);
    const bool grows = memoryGrows(memory, kInUse), growsAtRest = memoryGrows(atRest, kAtRest);
    return warnings > 0 || !whole || grows || growsAtRest ? 1 : 0;
}

#include "soak.moc"
