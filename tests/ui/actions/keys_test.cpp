// SPDX-License-Identifier: Apache-2.0
// Keys that people change, the dialog in which they do it, and the key sheet.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest/QtTest>
#include <set>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/actions/action_registry.h"
#include "ui/actions/key_sheet.h"
#include "ui/actions/keys_dialog.h"
#include "ui/actions/keys_model.h"
#include "ui/base/user_settings.h"
#include "ui/gallery/gallery_page.h"

namespace destudio::keys_test {

namespace {

/// All actions of a menu and its submenus.
void collect(const QMenu* menu, QList<QAction*>& actions) {
    for (QAction* action : menu->actions()) {
        if (action->menu() != nullptr) {
            collect(action->menu(), actions);
        } else if (!action->isSeparator()) {
            actions << action;
        }
    }
}

}  // namespace

class KeysTest : public QObject {
    Q_OBJECT

    /// Types into the search, so that the first row is the wanted action.
    static void choose(const ui::KeysDialog& dialog, const QString& text) {
        auto* search = dialog.findChild<QLineEdit*>(QStringLiteral("keys_search"));
        search->setFocus();
        search->selectAll();
        QTest::keyClicks(search, text);
        dialog.findChild<QTableView*>(QStringLiteral("keys_table"))->selectRow(0);
    }
    static QPushButton* button(const ui::KeysDialog& dialog, const char* name) {
        return dialog.findChild<QPushButton*>(QLatin1String(name));
    }
    static QString conflict(const ui::KeysDialog& dialog) {
        return dialog.findChild<QLabel*>(QStringLiteral("keys_conflict"))->text();
    }
    static void record(const ui::KeysDialog& dialog, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(dialog.findChild<QKeySequenceEdit*>(QStringLiteral("keys_record")), key, modifiers);
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }
    void cleanupTestCase() { QSettings().clear(); }

    void every_menu_action_is_registered() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        std::set<const QAction*> registered;
        std::set<QString> names;
        for (const auto& entry : window->registry().entries()) {
            registered.insert(entry.action);
            QVERIFY2(entry.name.isEmpty() || names.insert(entry.name).second, qPrintable(entry.name));
        }
        QList<QAction*> actions;
        for (const QAction* menu : window->menuBar()->actions()) {
            collect(menu->menu(), actions);
        }
        QVERIFY(actions.size() > 40);
        for (const QAction* action : actions) {
            // Themes, languages, numbers of threads and recent projects are choices, not actions with keys.
            const bool choice = action->objectName().startsWith(QStringLiteral("theme_")) ||
                                action->objectName().startsWith(QStringLiteral("language_")) ||
                                action->objectName().startsWith(QStringLiteral("threads_"));
            QVERIFY2(choice || registered.contains(action), qPrintable(action->text()));
        }
    }

    void undo_keeps_its_name_whatever_it_would_undo() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto& registry = window->registry();
        const int undo = registry.index_of(QStringLiteral("undo"));
        const QString name = ui::entry_text(registry, undo);
        window->workspace().session()->undo_stack().push(new QUndoCommand(QStringLiteral("reject the variant")));
        QVERIFY(window->actions_of_window().undo->text().contains(QStringLiteral("reject the variant")));
        QCOMPARE(ui::entry_text(registry, undo), name);
    }

    void no_two_actions_have_one_key() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto& registry = window->registry();
        for (int i = 0; i < static_cast<int>(registry.entries().size()); ++i) {
            for (const QKeySequence& key : registry.keys(i)) {
                const int other = registry.holder(key, i);
                QVERIFY2(other < 0,
                         qPrintable(QStringLiteral("%1: %2").arg(ui::entry_text(registry, i), key.toString())));
            }
        }
    }

    void a_recorded_key_works_at_once_and_after_the_next_start() {
        const test::WindowFixture fixture;
        {
            const auto window = fixture.open();
            ui::KeysDialog dialog(window->registry(), window.get());
            dialog.show();
            choose(dialog, QStringLiteral("gallery"));
            QVERIFY(!button(dialog, "keys_set")->isEnabled());
            record(dialog, Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
            QCOMPARE(conflict(dialog), QString());
            QTest::mouseClick(button(dialog, "keys_set"), Qt::LeftButton);
            dialog.close();
            window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
            QTest::keyClick(window.get(), Qt::Key_3, Qt::ControlModifier);
            QVERIFY(!window->gallery_page()->isVisible());
            QTest::keyClick(window.get(), Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
            QVERIFY(window->gallery_page()->isVisible());
            QCOMPARE(window->actions_of_window().gallery_page->toolTip(), QStringLiteral("Gallery (Ctrl+Alt+G)"));
        }
        const auto window = fixture.open();
        auto& registry = window->registry();
        const int entry = registry.index_of(QStringLiteral("gallery_page"));
        QCOMPARE(registry.keys_text(entry), QStringLiteral("Ctrl+Alt+G"));
        QVERIFY(registry.is_changed(entry));
        registry.reset_all();
        QCOMPARE(registry.keys_text(entry), QStringLiteral("Ctrl+3"));
        QVERIFY(!ui::UserSettings().keys(QStringLiteral("gallery_page")));
    }

    void a_conflict_is_told_and_the_key_moves() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto& registry = window->registry();
        ui::KeysDialog dialog(registry, window.get());
        dialog.show();
        choose(dialog, QStringLiteral("reject"));
        record(dialog, Qt::Key_D);
        QCOMPARE(conflict(dialog), QStringLiteral("D belongs to “Next picture”; it will be taken away there."));
        QTest::mouseClick(button(dialog, "keys_add"), Qt::LeftButton);
        QCOMPARE(registry.keys_text(registry.index_of(QStringLiteral("reject"))), QStringLiteral("X, D"));
        QCOMPARE(registry.keys_text(registry.index_of(QStringLiteral("next"))), QString());
        // Resetting takes it back from whoever has it now.
        choose(dialog, QStringLiteral("next picture"));
        QTest::mouseClick(button(dialog, "keys_reset"), Qt::LeftButton);
        QCOMPARE(registry.keys_text(registry.index_of(QStringLiteral("next"))), QStringLiteral("D"));
        QCOMPARE(registry.keys_text(registry.index_of(QStringLiteral("reject"))), QStringLiteral("X"));
    }

    void fixed_keys_cannot_be_given_away() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        ui::KeysDialog dialog(window->registry(), window.get());
        dialog.show();
        choose(dialog, QStringLiteral("reject"));
        record(dialog, Qt::Key_5);
        QVERIFY2(conflict(dialog).startsWith(QStringLiteral("5 is a fixed key")), qPrintable(conflict(dialog)));
        QVERIFY(!button(dialog, "keys_set")->isEnabled());
        record(dialog, Qt::Key_Space);
        QVERIFY(!button(dialog, "keys_set")->isEnabled());
        choose(dialog, QStringLiteral("class by its number"));
        QVERIFY(!dialog.findChild<QKeySequenceEdit*>(QStringLiteral("keys_record"))->isEnabled());
    }

    void an_action_without_keys_stays_without() {
        const test::WindowFixture fixture;
        {
            const auto window = fixture.open();
            ui::KeysDialog dialog(window->registry(), window.get());
            dialog.show();
            choose(dialog, QStringLiteral("reject"));
            QTest::mouseClick(button(dialog, "keys_clear"), Qt::LeftButton);
            QVERIFY(window->actions_of_window().reject->shortcuts().isEmpty());
        }
        const auto window = fixture.open();
        QVERIFY(window->actions_of_window().reject->shortcuts().isEmpty());
        QCOMPARE(window->actions_of_window().reject->toolTip(), QStringLiteral("Reject"));
    }

    void the_key_sheet_finds_by_text_and_by_key() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_F1, Qt::ShiftModifier);
        auto* sheet = window->findChild<ui::KeySheet*>();
        QVERIFY(sheet != nullptr && sheet->isVisible());
        QVERIFY(sheet->shown().size() > 40);
        const auto* scroll = sheet->findChild<QScrollArea*>();
        QVERIFY(scroll->viewport()->width() >= scroll->widget()->sizeHint().width() ||
                sheet->width() >= sheet->screen()->availableSize().width() - 40);
        auto* search = sheet->findChild<QLineEdit*>(QStringLiteral("key_sheet_search"));
        QTest::keyClicks(search, QStringLiteral("accept up"));
        QCOMPARE(sheet->shown(), QStringList{QStringLiteral("Accept up to this ratio: U")});
        search->selectAll();
        QTest::keyClicks(search, QStringLiteral("Ctrl+Return"));
        QVERIFY(sheet->shown().contains(QStringLiteral("Generate: Ctrl+Return, Ctrl+Enter")));
        // What a canvas does by itself is found by its keys, too.
        for (const auto* line : {"Move the right and lower edges alone: Ctrl+Arrow keys",
                                 "Move the left and upper edges alone: Alt+Arrow keys", "Menu of the box: Menu"}) {
            search->setText(QString::fromLatin1(line).section(QLatin1Char(':'), 0, 0));
            QCOMPARE(sheet->shown(), QStringList{QString::fromLatin1(line)});
        }
        search->clear();
        auto& registry = window->registry();
        registry.set_keys(registry.index_of(QStringLiteral("reject")), {QKeySequence(Qt::Key_K)});
        QVERIFY(sheet->shown().contains(QStringLiteral("Reject: K")));
    }

    void the_model_keeps_the_rules() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        ui::KeysModel model(window->registry());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        auto& registry = window->registry();
        registry.set_keys(registry.index_of(QStringLiteral("reject")), {QKeySequence(Qt::Key_F9)});
        QCOMPARE(changes.count(), 1);
    }
};

DESTUDIO_GUI_TEST(KeysTest)

}  // namespace destudio::keys_test

#include "keys_test.moc"
