// SPDX-License-Identifier: Apache-2.0
// Every widget of every page and dialog that a person can act on says what it is to a screen reader.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/actions/key_sheet.h"
#include "ui/actions/keys_dialog.h"
#include "ui/classes/classes_dialog.h"
#include "ui/guide/guide_window.h"
#include "ui/project/lock_dialog.h"
#include "ui/project/new_project_assistant.h"

namespace destudio::accessibility_test {

namespace {

/// What a screen reader would say: the name that Qt's accessibility gives the widget, which includes a label's text by
/// buddy and a button's own.
QString spoken(QWidget* widget) {
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
    QString name = interface != nullptr ? interface->text(QAccessible::Name).trimmed() : QString();
    return name.isEmpty() ? widget->accessibleName() : name;
}

bool is_part_of_another(const QWidget* widget) {
    // The editor inside a spin box, the buttons inside a line edit and the like are told with what they are in.
    for (const QWidget* parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
            qobject_cast<const QComboBox*>(parent) != nullptr || qobject_cast<const QLineEdit*>(parent) != nullptr ||
            qobject_cast<const QKeySequenceEdit*>(parent) != nullptr) {
            return true;
        }
    }
    const auto* area = qobject_cast<const QAbstractScrollArea*>(widget->parentWidget());
    if (area != nullptr && area->viewport() == widget) {
        return true;
    }
    return widget->objectName().startsWith(QStringLiteral("qt_")) || widget->inherits("QTableCornerButton");
}

/// Widgets that take the focus or a click, without a name.
QStringList nameless(QWidget* root) {
    QStringList found;
    QList<QWidget*> widgets = root->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        const bool acts = widget->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton*>(widget) != nullptr ||
                          qobject_cast<QAbstractItemView*>(widget) != nullptr;
        const bool frame = widget->inherits("QScrollArea") || widget->inherits("QSplitter") ||
                           widget->inherits("QStackedWidget") || widget->inherits("QMenuBar") ||
                           widget->inherits("QMenu") || widget->inherits("QTabBar") ||
                           widget->inherits("QHeaderView") || widget->inherits("QLabel");
        if (acts && !frame && !is_part_of_another(widget) && spoken(widget).isEmpty()) {
            QStringList path;
            for (const QWidget* part = widget; part != nullptr && part != root; part = part->parentWidget()) {
                path.prepend(QLatin1String(part->metaObject()->className()) + QLatin1Char('#') + part->objectName());
            }
            found << path.join(QStringLiteral(" > "));
        }
    }
    return found;
}

void expect_named(QWidget* root) {
    const QStringList found = nameless(root);
    for (const QString& widget : found) {
        qWarning("without a name: %s", qPrintable(widget.right(120)));
    }
    QVERIFY2(found.isEmpty(), "widgets without a name, see above");
}

}  // namespace

class AccessibilityTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void the_walk_finds_a_nameless_widget() {
        QWidget root;
        new QLineEdit(&root);
        QCOMPARE(nameless(&root).size(), 1);
    }

    void every_page_and_panel() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->generate();
        QTRY_VERIFY(window->settled());
        for (QAction* page : window->actions_of_window().pages->actions()) {
            page->trigger();
            QTRY_VERIFY(window->settled());
        }
        expect_named(window.get());
        QVERIFY(!spoken(window.get()).isEmpty());
    }

    void an_empty_window() {
        test::TestWindow window(test::fake_jobs([](std::stop_token) {}));
        window.show();
        expect_named(&window);
    }

    void every_dialog() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        ui::KeysDialog keys(window->registry());
        expect_named(&keys);
        ui::KeySheet sheet(window->registry(), window->actions_of_window().edit_keys);
        expect_named(&sheet);
        ui::GuideWindow guide(QStringLiteral("en"));
        guide.show_chapter(QStringLiteral("index"));
        expect_named(&guide);
        ui::ClassesDialog classes(window->workspace(), window->actions_of_window().undo,
                                  window->actions_of_window().redo);
        expect_named(&classes);
        ui::LockDialog lock({ui::OpenProblem::kInUse, fixture.file(), QStringLiteral("x"), {}});
        expect_named(&lock);
        ui::NewProjectAssistant assistant;
        assistant.show();
        expect_named(&assistant);  // all its pages are there from the start
    }

    void every_tool_button_tells_its_key() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        for (const auto& entry : window->registry().entries()) {
            if (entry.action != nullptr && !entry.action->shortcuts().isEmpty()) {
                const QString key = entry.action->shortcuts().front().toString(QKeySequence::NativeText);
                const QString space = QStringLiteral("(Space)");
                QVERIFY2(entry.action->toolTip().endsWith(QStringLiteral("(%1)").arg(key)) ||
                             entry.action->toolTip().endsWith(space),
                         qPrintable(entry.action->toolTip()));
            }
        }
    }
};

DESTUDIO_GUI_TEST(AccessibilityTest)

}  // namespace destudio::accessibility_test

#include "accessibility_test.moc"
