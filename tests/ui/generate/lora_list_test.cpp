// SPDX-License-Identifier: Apache-2.0
// The list of LoRA files: each is looked at before it is taken, however many come at once.
#include "ui/generate/lora_list.h"

#include <QAbstractButton>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/support/test_main.h"
#include "tests/ui/drop_files.h"

namespace destudio::lora_list_test {

namespace {

/// Files called "bad" fit nothing.
LoraSummary check(const std::filesystem::path&, const std::filesystem::path& file) {
    if (file.stem() == "bad") {
        throw ConfigError(file.string() + " fits nothing.");
    }
    LoraSummary summary;
    summary.format = "kohya";
    summary.base = "Stable Diffusion 1.x";
    summary.used = 192;
    summary.unused = 3;
    summary.relative = 0.024;
    summary.strongest = "down_blocks.1";
    summary.strongest_share = 0.05;
    return summary;
}

struct List {
    ui::LoraList list{check};
    QSignalSpy changed{&list, &ui::LoraList::changed};
    QSignalSpy refused{&list, &ui::LoraList::refused};

    void rest() const {
        if (!QTest::qWaitFor([this] { return !list.busy(); }, 10'000)) {
            qFatal("The list does not come to rest.");
        }
    }
};

}  // namespace

class LoraListTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void the_report_says_what_fits_and_what_does_not() {
        QCOMPARE(ui::lora_report_text(check({}, "a.safetensors")),
                 QStringLiteral("kohya for Stable Diffusion 1.x: changes 192 modules by %1 % of their weights, most in "
                                "down_blocks.1 (%2 %). Not in the model: 3.")
                     .arg(QLocale().toString(2.4, 'f', 2), QLocale().toString(5.0, 'f', 2)));
    }

    void several_at_once_are_all_looked_at() {
        List l;
        for (const char* name : {"one", "bad", "two", "three"}) {
            l.list.add(std::string("/loras/") + name + ".safetensors");
        }
        l.rest();
        QCOMPARE(l.list.loras().size(), std::size_t{3});
        QVERIFY(l.list.loras()[1].file == "/loras/two.safetensors");
        QCOMPARE(l.list.loras()[2].strength, 1.0);
        QCOMPARE(l.refused.count(), 1);
        QVERIFY(l.refused[0][0].toString().contains(QStringLiteral("bad.safetensors")));
        QCOMPARE(l.changed.count(), 3);
        l.list.add("/loras/two.safetensors");
        QCOMPARE(l.refused.count(), 2);
        QCOMPARE(l.list.loras().size(), std::size_t{3});
    }

    void strengths_are_changed_and_rows_removed() {
        List l;
        l.list.add("/loras/one.safetensors");
        l.list.add("/loras/two.safetensors");
        l.rest();
        auto* strength = l.list.findChild<QDoubleSpinBox*>(QStringLiteral("lora_strength_1"));
        QVERIFY(strength != nullptr);
        strength->setValue(-0.5);
        QCOMPARE(l.list.loras()[1].strength, -0.5);
        QSignalSpy removed(&l.list, &ui::LoraList::removed);
        QTest::mouseClick(l.list.findChild<QAbstractButton*>(QStringLiteral("remove_lora_0")), Qt::LeftButton);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(l.list.loras().size(), std::size_t{1});
        QCOMPARE(l.list.loras()[0].strength, -0.5);
    }

    void what_waits_is_given_up_with_its_project() {
        List l;
        l.list.add("/loras/one.safetensors");
        l.list.set_loras({{"/loras/kept.safetensors", 0.7}});
        l.rest();
        QTest::qWait(50);
        QCOMPARE(l.list.loras().size(), std::size_t{1});
        QVERIFY(l.list.loras()[0].file == "/loras/kept.safetensors");
    }

    void files_can_be_dropped() {
        List l;
        QVERIFY(test::drop_files(l.list,
                                 {QStringLiteral("/loras/one.safetensors"), QStringLiteral("/loras/two.safetensors")}));
        l.rest();
        QCOMPARE(l.list.loras().size(), std::size_t{2});
    }
};

DESTUDIO_GUI_TEST(LoraListTest)

}  // namespace destudio::lora_list_test

#include "lora_list_test.moc"
