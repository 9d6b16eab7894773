// SPDX-License-Identifier: Apache-2.0
// The class list as a whole: edits, merging, what generators' old names mean, and the way back.
#include "core/project/store/class_list.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::class_list_test {

using destudio::test::ProjectFixture;

namespace {

QString names(Project& project) {
    QStringList all;
    for (const auto& entry : project.classes().all()) {
        all << QString::fromStdString(entry.name);
    }
    return all.join(QLatin1Char(' '));
}

/// Three classes in a project whose variant shows a cat (0.9) and a dog (0.4).
struct Fixture : ProjectFixture {
    RowId reference = add_reference();
    RowId variant = add_variant(reference);
    RowId cat = project->classes().find("cat")->id;
    RowId dog = project->classes().find("dog")->id;
    RowId bird = project->classes().find_or_add("bird");
};

}  // namespace

class ClassListTest : public QObject {
    Q_OBJECT

private slots:
    void edits_are_stored_and_taken_back() {
        Fixture f;
        auto& classes = f.project->classes();
        const ClassList before = classes.list();
        ClassList after = before;
        move_class(after, f.bird, 0);
        rename_class(after, f.dog, "cat flap");
        recolor_class(after, f.cat, 0x123456);
        set_class_lower_bound(after, f.bird, 7);
        add_class(after, "horse");
        const ClassList stored = classes.change(before, after);
        QCOMPARE(names(*f.project), QStringLiteral("bird cat cat flap horse"));
        QVERIFY(stored.find("horse")->id != 0);
        f.reopen();
        QVERIFY(f.project->classes().list() == stored);
        QCOMPARE(f.project->classes().all().front().lower_bound, std::optional(7));
        f.project->classes().change(stored, before);
        QVERIFY(f.project->classes().list() == before);
        QVERIFY(f.project->classes().change(before, stored) == stored);
    }

    void names_may_be_swapped() {
        Fixture f;
        const ClassList before = f.project->classes().list();
        ClassList after = before;
        rename_class(after, f.cat, "temporary");
        rename_class(after, f.dog, "cat");
        rename_class(after, f.cat, "dog");
        f.project->classes().change(before, after);
        QCOMPARE(names(*f.project), QStringLiteral("dog cat bird"));
        QCOMPARE(f.project->classes().find("dog")->id, f.cat);
    }

    void wrong_edits_are_refused() {
        Fixture f;
        ClassList list = f.project->classes().list();
        QVERIFY_THROWS_EXCEPTION(UsageError, rename_class(list, f.cat, "dog"));
        QVERIFY_THROWS_EXCEPTION(UsageError, rename_class(list, f.cat, ""));
        QVERIFY_THROWS_EXCEPTION(UsageError, rename_class(list, 99, "owl"));
        QVERIFY_THROWS_EXCEPTION(UsageError, add_class(list, "dog"));
        QVERIFY_THROWS_EXCEPTION(UsageError, merge_class(list, f.cat, f.cat));
        QVERIFY_THROWS_EXCEPTION(UsageError, set_class_lower_bound(list, f.cat, -1));
        QVERIFY(list == f.project->classes().list());
        const ClassList before = list;
        remove_class(list, f.cat);
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->classes().change(before, list));  // it has boxes
        QVERIFY(f.project->classes().list() == before);
        list = before;
        remove_class(list, f.bird);
        f.project->classes().change(before, list);
        QCOMPARE(names(*f.project), QStringLiteral("cat dog"));
    }

    void classes_that_came_in_between_stay() {
        Fixture f;
        auto& classes = f.project->classes();
        const ClassList before = classes.list();
        ClassList after = before;
        move_class(after, f.bird, 0);
        const ClassList stored = classes.change(before, after);
        classes.find_or_add("horse");
        classes.change(stored, before);
        QCOMPARE(names(*f.project), QStringLiteral("cat dog bird horse"));
    }

    void a_former_name_means_the_renamed_class() {
        Fixture f;
        auto& classes = f.project->classes();
        const ClassList before = classes.list();
        ClassList after = before;
        rename_class(after, f.cat, "kitten");
        classes.change(before, after);
        QCOMPARE(classes.find_or_add("cat"), f.cat);
        f.add_variant(f.reference, 0.9);  // its adapter still says "cat"
        QCOMPARE(names(*f.project), QStringLiteral("kitten dog bird"));
        // A person may use the name again: it is a class of its own from then on.
        const RowId second = classes.add({0, "cat", 0});
        QCOMPARE(classes.find_or_add("cat"), second);
    }

    void a_merge_moves_every_box_and_back() {
        Fixture f;
        auto& classes = f.project->classes();
        f.project->references().set_boxes(f.reference, {{0, 0, f.dog, {1, 1, 9, 9}}, {0, 0, f.cat, {2, 2, 9, 9}}});
        const RowId edited = f.add_variant(f.reference, 0.9);
        f.project->annotations().materialise(edited, 0.3);
        const ClassList before = classes.list();
        bool reset = false;
        const auto subscription = f.project->changes().subscribe(
            [&](const ProjectChange& change) { reset = reset || change.what == ProjectChange::What::kReset; });
        const auto merge = classes.merge(f.dog, f.cat);
        QVERIFY(reset);
        QCOMPARE(names(*f.project), QStringLiteral("cat bird"));
        const auto of_class = [&](RowId id) {
            std::size_t count = 0;
            for (const RowId variant : {f.variant, edited}) {
                for (const auto& box : f.project->annotations().of_variant(variant, 0.3)) {
                    count += box.class_id == id ? 1 : 0;
                }
            }
            for (const auto& box : f.project->references().boxes(f.reference)) {
                count += box.class_id == id ? 1 : 0;
            }
            return count;
        };
        QCOMPARE(of_class(f.cat), std::size_t{6});
        QCOMPARE(classes.find_or_add("dog"), f.cat);
        f.reopen();
        f.project->classes().undo(merge);
        QVERIFY(f.project->classes().list() == before);
        QCOMPARE(of_class(f.cat), std::size_t{3});
        QCOMPARE(of_class(f.dog), std::size_t{3});
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->classes().merge(f.dog, 99));
    }

    void usage_counts_what_a_change_touches() {
        Fixture f;
        f.project->references().set_boxes(f.reference, {{0, 0, f.cat, {1, 1, 9, 9}}});
        f.project->variants().set_state(f.variant, VariantState::kAccepted);
        const RowId edited = f.add_variant(f.reference, 0.9);
        f.project->annotations().materialise(edited, 0.3);
        const auto usage = f.project->statistics().class_usage(0.3);
        const ClassUsage& cat = usage.at(f.cat);
        QCOMPARE(cat.boxes, std::size_t{3});
        QCOMPARE(cat.images, std::size_t{3});
        QCOMPARE(cat.accepted, std::size_t{1});
        QCOMPARE(cat.open, std::size_t{1});
        QCOMPARE(cat.hidden, std::size_t{2});
        QVERIFY(!usage.contains(f.bird));
    }
};

DESTUDIO_CORE_TEST(ClassListTest)

}  // namespace destudio::class_list_test

#include "class_list_test.moc"
