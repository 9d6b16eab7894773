// SPDX-License-Identifier: Apache-2.0
// Going back to a version closes the project, changes it on a worker and opens it again where somebody was.
#include <QSignalSpy>
#include <QUndoStack>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/project/project_controller.h"

namespace destudio::go_back_test {

using namespace destudio::ui;
using destudio::test::ProjectFixture;
using destudio::test::UiFixture;

namespace {

struct BackFixture : UiFixture {
    ProjectController projects{workspace};
    RowId version = 0;
    RowId later = 0;

    /// A version; since then the variant was accepted and another one came.
    BackFixture() {
        version = project().versions().add("first", session().threshold());
        project().variants().set_state(variant, VariantState::kAccepted);
        later = project().variants().add(reference, ProjectFixture::variant(0.9, 8), {"cat", "dog"}).id;
        workspace.set_reference(reference);
        workspace.set_target(on_variant());
    }
    VersionReturn go_back(RowId wanted, const std::set<RowId>& variants = {}) {
        QSignalSpy back(&projects, &ProjectController::went_back);
        projects.go_back(wanted, variants);
        if (!back.wait(10'000)) {
            qFatal("It does not come back.");
        }
        return back[0][0].value<VersionReturn>();
    }
};

}  // namespace

class GoBackTest : public QObject {
    Q_OBJECT

private slots:
    void the_whole_project_goes_back_and_can_come_forward_again() {
        BackFixture f;
        const VersionReturn back = f.go_back(f.version);
        QVERIFY2(back.sentence.isEmpty(), qPrintable(back.sentence));
        QCOMPARE(back.done.variants, std::size_t(1));
        QCOMPARE(back.done.removed, std::size_t(1));
        QVERIFY(back.done.kept > f.version);
        QCOMPARE(f.record().state, VariantState::kNew);
        QCOMPARE(f.project().variants().all().size(), std::size_t(1));
        QCOMPARE(f.undo_stack().count(), 0);
        QCOMPARE(f.workspace.reference(), f.reference);  // where somebody was
        QCOMPARE(f.workspace.target().value().id, f.variant);
        f.go_back(back.done.kept);
        QCOMPARE(f.record().state, VariantState::kAccepted);
        QCOMPARE(f.project().variants().all().size(), std::size_t(2));
    }

    void chosen_variants_alone_go_back() {
        BackFixture f;
        f.project().variants().set_state(f.later, VariantState::kRejected);
        const VersionReturn back = f.go_back(f.version, {f.variant});
        QCOMPARE(back.done.variants, std::size_t(1));
        QCOMPARE(f.record().state, VariantState::kNew);
        QCOMPARE(f.project().variants().get(f.later).state, VariantState::kRejected);
    }

    void a_version_that_is_not_there_leaves_the_project_open_as_it_was() {
        BackFixture f;
        const VersionReturn back = f.go_back(99);
        QVERIFY2(back.sentence.contains(QStringLiteral("99")), qPrintable(back.sentence));
        QVERIFY(f.workspace.session() != nullptr);
        QCOMPARE(f.record().state, VariantState::kAccepted);
        QCOMPARE(f.project().versions().all().size(), std::size_t(1));
    }

    void what_was_current_and_is_gone_is_let_go() {
        BackFixture f;
        f.workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, f.later});
        f.go_back(f.version);
        QVERIFY(!f.workspace.target() || f.workspace.target()->id != f.later);
    }

    void an_import_into_a_project_with_pictures_makes_a_version_first() {
        UiFixture f;
        ProjectController projects{f.workspace};
        const QString file = f.files.folder.filePath(QStringLiteral("new.png"));
        save_png(file.toStdString(), cv::Mat(20, 30, CV_8UC3, cv::Scalar(1, 2, 3)));
        QSignalSpy finished(&projects, &ProjectController::import_finished);
        projects.add_images({file});
        QVERIFY(finished.wait(10'000));
        QCOMPARE(finished[0][0].toInt(), 1);
        const auto versions = f.project().versions().all();
        QCOMPARE(versions.size(), std::size_t(1));
        QCOMPARE(versions[0].name, std::string("Before an import"));
    }
};

DESTUDIO_GUI_TEST(GoBackTest)

}  // namespace destudio::go_back_test

#include "go_back_test.moc"
