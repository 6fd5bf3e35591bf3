// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people may type or paste anywhere: very long text, text from right to left, marks that combine, and what looks like markup.
#include "qt_warnings.h"
#include "window_fixture.h"

#include "data/data_workspace.h"

#include <tutela/core/collections.h>
#include <tutela/session/job_runner.h>
#include <tutela/session/record_edit.h>
#include <tutela/store/mission_file.h>

#include <catch2/catch.hpp>

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QDialog>
#include <QInputMethodEvent>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSet>
#include <QTextEdit>
#include <QTimer>

#include <set>
#include <vector>

using namespace tutela;
using test::Window;

namespace {

constexpr int kCalmMs = 60'000;

enum class Way { Keys, InputMethod, Paste };

struct Sample {
    const char* name;
    QString text;
    Way way; ///< as a person brings it in
};

std::vector<Sample> samples()
{
    const QString arabic = QStringLiteral("\u0642\u0631\u064A\u0629 \u0645\u0627\u0631\u0627\u0646\u0627"), combining = QStringLiteral("e\u0301a\u0308n\u0303o\u0302\u0323");
    return {{"markup", QStringLiteral("<img src=x>"), Way::Keys},
            {"right to left", arabic, Way::InputMethod},
            {"combining marks", combining, Way::InputMethod},
            {"10 000 signs", QStringLiteral("0123456789").repeated(1000), Way::Paste}};
}

void settle()
{
    REQUIRE(QTest::qWaitFor([] { return session::JobRunner::atWork() == 0; }, kCalmMs));
    QTest::qWait(30);
}

QString textOf(const QWidget& editor)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(&editor))
        return line->text();
    if (const auto* plain = qobject_cast<const QPlainTextEdit*>(&editor))
        return plain->toPlainText();
    return static_cast<const QTextEdit&>(editor).toPlainText();
}

bool isEditable(const QWidget& widget)
{
    if (!widget.isVisible() || !widget.isEnabled() || qobject_cast<const QAbstractSpinBox*>(widget.parentWidget()) != nullptr)
        return false; // a spin box takes its digits alone
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        return !line->isReadOnly();
    if (const auto* plain = qobject_cast<const QPlainTextEdit*>(&widget))
        return !plain->isReadOnly();
    if (const auto* rich = qobject_cast<const QTextEdit*>(&widget))
        return !rich->isReadOnly();
    return false;
}

/// A field of a record, not one that finds or filters.
bool isOfRecord(const QWidget& editor)
{
    for (const QWidget* at = editor.parentWidget(); at != nullptr; at = at->parentWidget())
        if (at->inherits("tutela::app::FieldRow") || at->inherits("tutela::app::FieldEditor"))
            return true;
    return false;
}

void bringIn(QWidget& editor, const Sample& sample)
{
    editor.setFocus();
    QTest::keySequence(&editor, QKeySequence::SelectAll);
    switch (sample.way) {
    case Way::Keys: QTest::keyClicks(&editor, sample.text); return;
    case Way::Paste:
        QGuiApplication::clipboard()->setText(sample.text);
        QTest::keySequence(&editor, QKeySequence::Paste);
        return;
    case Way::InputMethod:
        QInputMethodEvent event; // as keyboards of such scripts bring it
        event.setCommitString(sample.text);
        QApplication::sendEvent(&editor, &event);
    }
}

/// Types all samples into every field in view, one after the other, and keeps what went wrong.
class Typist {
public:
    explicit Typist(Window& person) : m_person(person), m_size(person.window->size()) {}

    void typeEverywhere(const QString& where)
    {
        std::vector<QPointer<QWidget>> editors;
        for (auto* widget : m_person.window->findChildren<QWidget*>())
            if (isEditable(*widget) && !m_done.contains(where + QLatin1Char('/') + widget->objectName()))
                editors.emplace_back(widget);
        for (const auto& editor : editors)
            for (const Sample& sample : samples())
                if (editor != nullptr && isEditable(*editor)) // a form may be made anew after a change
                    type(where, editor, sample);
        settle();
    }
    [[nodiscard]] std::string faults() const
    {
        std::string lines;
        for (const auto& fault : m_faults)
            lines += fault + '\n';
        return lines;
    }
    [[nodiscard]] bool isFine() const { return m_faults.empty(); }
    [[nodiscard]] int typed() const { return m_typed; }
    [[nodiscard]] int ofRecords() const { return m_ofRecords; }

private:
    void type(const QString& where, const QPointer<QWidget>& editor, const Sample& sample)
    {
        const QString name = editor->objectName();
        m_done.insert(where + QLatin1Char('/') + name);
        const bool ofRecord = isOfRecord(*editor);
        const QString before = textOf(*editor);
        const auto said = saidNow();
        const int steps = m_person.window->document()->undoStack().index();
        const int warnings = test::QtWarnings::count();
        bringIn(*editor, sample);
        const QString typed = editor != nullptr ? textOf(*editor) : QString{};
        if (editor != nullptr)
            editor->clearFocus();
        QTest::qWait(5); // the work that follows a change is waited for at the end of the room
        ++m_typed;
        m_ofRecords += ofRecord ? 1 : 0;
        const QString what = QStringLiteral("%1, %2, %3").arg(where, name, QLatin1String{sample.name});
        if (test::QtWarnings::count() != warnings)
            blame(what, "Qt warns");
        if (m_person.window->size() != m_size)
            blame(what, "the window has another size");
        const bool stored = m_person.window->document()->undoStack().index() != steps;
        const bool told = saidNow() != said || (editor != nullptr && !editor->property("state").toString().isEmpty());
        const bool shortened = sample.text.size() > typed.size() && sample.way == Way::Paste; // a field that takes no more signs shows it
        if (ofRecord && typed != before && !stored && !told && !shortened)
            blame(what, "neither stored nor refused with a message");
    }
    /// Every sentence of refusals and messages in view.
    [[nodiscard]] QStringList saidNow() const
    {
        QStringList said{m_person.window->messages().text(), QString::number(m_person.window->toasts().history().size())};
        for (const auto* label : m_person.window->findChildren<QLabel*>())
            if (label->isVisible() && (label->property("role") == QStringLiteral("error") || label->property("role") == QStringLiteral("warning") || label->objectName() == QStringLiteral("statusResult")))
                said << label->text();
        return said;
    }
    void blame(const QString& what, const char* fault) { m_faults.insert((what + QStringLiteral(": ") + QLatin1String{fault}).toStdString()); }
    Window& m_person;
    QSize m_size;
    QSet<QString> m_done;
    std::set<std::string> m_faults;
    int m_typed = 0, m_ofRecords = 0;
};

void chooseFirst(const QAbstractItemView* constView)
{
    auto* view = const_cast<QAbstractItemView*>(constView);
    if (view == nullptr || !view->isVisible() || view->model() == nullptr || view->model()->rowCount() == 0)
        return;
    int column = 0;
    while (column + 1 < view->model()->columnCount() && view->visualRect(view->model()->index(0, column)).isEmpty())
        ++column;
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, column)).center());
    settle();
}

void visitData(app::DataWorkspace& data, const QString& room, Typist& typist)
{
    const auto* sections = data.findChild<QListWidget*>(QStringLiteral("dataSections"));
    REQUIRE(sections != nullptr);
    for (int row = 0; row < sections->count(); ++row) {
        const QString section = sections->item(row)->data(Qt::UserRole).toString();
        data.showSection(section);
        chooseFirst(data.findChild<QAbstractItemView*>(QStringLiteral("table_") + section));
        typist.typeEverywhere(room + QLatin1Char(' ') + section);
    }
}

} // namespace

TEST_CASE("any text in any field is stored or refused with a message, and nothing breaks")
{
    Window person;
    person.openDemo();
    settle();
    QTimer closing; // a question or a list that opens on its way is answered with no
    closing.setInterval(200);
    QObject::connect(&closing, &QTimer::timeout, person.window, [] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            dialog->reject();
    });
    closing.start();
    test::QtWarnings warnings;
    Typist typist{person};
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        settle();
        if (room == QStringLiteral("Incidents"))
            chooseFirst(person.find<QAbstractItemView>("incidentTable"));
        if (auto* data = qobject_cast<app::DataWorkspace*>(person.window->current()))
            visitData(*data, room, typist);
        else
            typist.typeEverywhere(room);
    }
    INFO(typist.faults());
    CHECK(typist.isFine());
    CHECK(typist.typed() > 100); // otherwise nothing was typed
    CHECK(typist.ofRecords() > 40);
    REQUIRE(person.window->document() != nullptr);
    // What was taken is whole in the file, and the file is sound.
    person.window->closeMission();
    const auto file = store::MissionFile::open(person.path(), store::Access::ReadOnly);
    CHECK_FALSE(file.snapshot().details.name.empty());
}

TEST_CASE("a long text, one from right to left and one with combining marks stand in the file as they were typed")
{
    Window person;
    person.openDemo();
    settle();
    person.window->show(QStringLiteral("Incidents"));
    settle();
    auto* table = person.find<QAbstractItemView>("incidentTable");
    REQUIRE(table != nullptr);
    chooseFirst(table);
    const auto selected = person.window->context().selection();
    REQUIRE(selected.has_value());
    for (const Sample& sample : samples()) {
        INFO(sample.name);
        auto* editor = person.find<QPlainTextEdit>("field_description");
        REQUIRE(editor != nullptr);
        bringIn(*editor, sample);
        editor->clearFocus();
        settle();
        const auto incident = core::recordOf<core::Incident>(*session::valuesNow(*person.window->document(), *selected));
        CHECK(QString::fromStdString(incident.description) == sample.text.normalized(QString::NormalizationForm_C));
    }
}
