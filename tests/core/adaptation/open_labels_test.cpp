// SPDX-License-Identifier: Apache-2.0
// An adapter looks again at what nobody has reviewed.
#include "core/adaptation/open_labels.h"

#include <QTest>
#include <set>

#include "core/base/error.h"
#include "tests/core/adaptation/adaptation_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::open_labels_test {

using namespace destudio::adaptation;

class OpenLabelsTest : public QObject {
    Q_OBJECT

    test::AdaptationFixture m_files;

    LabellerOptions model() const { return {m_files.bundle(), {}, "cpu", "float32", {}}; }

private slots:
    void open_variants_are_labelled_and_nothing_else() {
        std::set<RowId> seen;
        std::vector<std::string> known;
        std::int64_t total = 0;
        const auto labelled = label_open_variants(
            m_files.project_file(), model(),
            [&](const std::vector<NewLabels>& labels, const std::vector<std::string>& classes) {
                known = classes;
                for (const NewLabels& entry : labels) {
                    seen.insert(entry.variant_id);
                }
            },
            {}, [&total](const Progress& now) { total = now.total; });
        QCOMPARE(labelled, std::size_t{4});  // one of each reference
        QCOMPARE(total, std::int64_t{4});
        QVERIFY(!known.empty());
        const auto project = Project::open(m_files.project_file());
        QCOMPARE(seen.size(), std::size_t{4});
        for (const RowId id : seen) {
            QCOMPARE(project->variants().get(id).state, VariantState::kNew);
        }
    }

    void a_lost_picture_is_left_out() {
        test::AdaptationFixture files;
        {
            const auto project = Project::open(files.project_file());
            for (const auto& variant : project->variants().all()) {
                if (variant.state == VariantState::kNew) {
                    std::filesystem::remove(variant.image);
                    break;
                }
            }
        }
        const auto sink = [](const std::vector<NewLabels>&, const std::vector<std::string>&) {};
        LabellerOptions options = model();
        options.bundle = files.bundle();
        QCOMPARE(label_open_variants(files.project_file(), options, sink, {}, {}), std::size_t{3});
    }

    void it_stops() {
        std::stop_source stop;
        stop.request_stop();
        const auto sink = [](const std::vector<NewLabels>&, const std::vector<std::string>&) {};
        QVERIFY_EXCEPTION_THROWN(label_open_variants(m_files.project_file(), model(), sink, stop.get_token(), {}),
                                 CancelledError);
    }
};

DESTUDIO_TEST(OpenLabelsTest)

}  // namespace destudio::open_labels_test

#include "open_labels_test.moc"
