// SPDX-License-Identifier: Apache-2.0
// Lower bounds of clusters of references beside those of classes.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest/QtTest>
#include <algorithm>
#include <set>

#include "core/base/json.h"
#include "core/scaleup/item_plan.h"
#include "core/scaleup/merge_shards.h"
#include "core/scaleup/reference_clusters.h"
#include "core/scaleup/scale_up_folder.h"
#include "tests/core/scaleup/scale_up_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::cluster_quota_test {

using namespace destudio::scaleup;
namespace fs = std::filesystem;

class ClusterQuotaTest : public QObject, private test::ScaleUpFixture {
    Q_OBJECT

    ScaleUpRequest clustered(Selection selection = Selection::kQuota) {
        auto work = request();
        work.settings.selection = selection;
        work.settings.round_size = 8;
        work.settings.lower_bound = 5;
        work.settings.clusters = 4;
        work.settings.cluster_bound = 6;
        return work;
    }

private slots:
    void references_that_look_alike_are_put_together() {
        // Two pictures that are the same but for a corner, and one of its own.
        ReferenceSet set;
        cv::Mat dark(64, 64, CV_8UC3, cv::Scalar(20, 30, 90));
        cv::Mat bright(64, 64, CV_8UC3, cv::Scalar(230, 220, 120));
        for (int i = 0; i < 4; ++i) {
            const fs::path file = m_root / ("look " + std::to_string(i) + ".png");
            cv::Mat picture = (i == 3 ? bright : dark).clone();
            picture(cv::Rect(0, 0, 4 + i, 4)).setTo(cv::Scalar(0, 0, 0));
            save_png(file, picture);
            set.references.push_back({file, file.filename().string(), "", {}, {}, {64, 64}});
        }
        set.references.push_back({m_root / "gone.png", "gone.png", "", {}, {}, {64, 64}});
        const auto found = cluster_references(set, 2, 1);
        QCOMPARE(found.clusters.size(), std::size_t{2});
        QCOMPARE(found.clusters[0].size, std::int64_t{3});
        QCOMPARE(found.clusters[1].title(), std::string("1 reference, look 3.png"));
        QCOMPARE(found.cluster_of("look 0.png"), 0);
        QCOMPARE(found.cluster_of("look 2.png"), 0);
        QCOMPARE(found.cluster_of("gone.png"), ReferenceClusters::kNone);
        const fs::path file = m_root / "clusters.json";
        write_file_atomically(file, to_text(found));
        const auto read = read_clusters(file);
        QCOMPARE(to_text(read), to_text(found));
        QCOMPARE(read.cluster_of("look 3.png"), 1);
        write_file_atomically(file, "{\"format\":\"destudio-scale-up-clusters\",\"clusters\":[{}]}");
        QVERIFY(test::refusal_of([&] { read_clusters(file); }).find("is damaged") != std::string::npos);
    }

    void a_round_takes_references_of_clusters_that_lack_images() {
        ReferenceSet set;
        for (int i = 0; i < 6; ++i) {
            set.references.push_back({{}, std::to_string(i), "", {"cat"}, {{0, 1}}, {64, 64}});
        }
        ReferenceClusters clusters;
        clusters.clusters = {{"0", 4}, {"4", 2}};
        clusters.of = {{"0", 0}, {"1", 0}, {"2", 0}, {"3", 0}, {"4", 1}, {"5", 1}};
        ScaleUpSettings settings;
        settings.selection = Selection::kQuota;
        settings.round_size = 10;
        ItemPlan plan(settings, set, {5});
        plan.use_clusters(clusters, 3);
        plan.begin_round(0, {6}, {4, 0});  // enough cats, and enough of the first cluster
        int of_last[2] = {0, 0};
        for (std::int64_t i = 0; i < 10; ++i) {
            const auto reference = plan.item(i).reference;
            QVERIFY(reference >= 4);
            ++of_last[reference - 4];
        }
        QCOMPARE(of_last[0], 5);
        plan.begin_round(10, {6}, {4, 4});  // nothing lacks: all of them in turn
        std::set<std::size_t> seen;
        for (std::int64_t i = 10; i < 20; ++i) {
            seen.insert(plan.item(i).reference);
        }
        QVERIFY(seen.size() > 3);
    }

    void ends_when_every_cluster_has_more_than_its_bound() {
        for (const auto selection : {Selection::kUniform, Selection::kQuota}) {
            const auto work = clustered(selection);
            const auto result = scale_up(work, test::fake_model());
            QCOMPARE(result.end, ScaleUpEnd::kReached);
            QCOMPARE(result.status.clusters.size(), std::size_t{4});
            std::int64_t images = 0;
            std::int64_t references = 0;
            const auto clusters = read_clusters(ScaleUpFolder{work.out}.clusters());
            for (std::size_t k = 0; k < 4; ++k) {
                QVERIFY(result.status.clusters[k].boxes > 6);
                QCOMPARE(result.status.clusters[k].bound, std::int64_t{6});
                images += result.status.clusters[k].boxes;
                references += clusters.clusters[k].size;
            }
            QCOMPARE(images, result.status.counts.images);
            QCOMPARE(references, std::int64_t{10});
            const auto counts = read_json(ScaleUpFolder{work.out}.counts());
            QCOMPARE(counts.at("clusters").size(), std::size_t{4});
            QCOMPARE(counts.at("clusters")[0].at("lower_bound").get<int>(), 6);
            QCOMPARE(counts.at("clusters")[0].at("lacking").get<int>(), 0);
        }
    }

    void quotas_need_fewer_images_than_uniform_selection() {
        auto quota = clustered();
        auto uniform = clustered(Selection::kUniform);
        for (auto* work : {&quota, &uniform}) {
            work->settings.lower_bound = 1;
            work->settings.cluster_bound = 20;
            work->settings.max_images = 2000;
        }
        const auto with = scale_up(quota, test::fake_model()).status.counts.made;
        const auto without = scale_up(uniform, test::fake_model()).status.counts.made;
        QVERIFY2(with < without, (std::to_string(with) + " and " + std::to_string(without)).c_str());
    }

    void a_cancelled_run_goes_on_with_the_same_bytes() {
        const auto whole = clustered();
        scale_up(whole, test::fake_model());
        auto work = whole;
        work.out = fresh();
        for (int stop_after = 1;; stop_after += 4) {
            std::stop_source stop;
            ScaleUpHooks hooks;
            hooks.on_status = [&](const ScaleUpStatus& status) {
                if (status.made_now >= stop_after) {
                    stop.request_stop();
                }
            };
            try {
                scale_up(work, test::fake_model(), hooks, stop.get_token());
                break;
            } catch (const CancelledError&) {
                continue;
            }
        }
        QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
    }

    void a_killed_run_goes_on_with_the_same_bytes() {
        auto whole = clustered();
        whole.settings.max_near_duplicates = 2;
        scale_up(whole, test::fake_model());
        auto work = whole;
        work.out = fresh();
        Random random(12);
        int kills = 0;
        while (true) {
            const pid_t child = ::fork();
            if (child == 0) {
                try {
                    scale_up(work, test::fake_model());
                    ::_exit(0);
                } catch (const std::exception& error) {
                    std::fprintf(stderr, "%s\n", error.what());
                    ::_exit(1);
                }
            }
            ::usleep(static_cast<useconds_t>(random.integer(2000, 40000)));
            ::kill(child, kills < 25 ? SIGKILL : 0);
            int status = 0;
            ::waitpid(child, &status, 0);
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                break;
            }
            ++kills;
        }
        QVERIFY(kills > 0);
        QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
    }

    void shards_make_the_same_images() {
        auto whole = clustered();
        whole.settings.cluster_bound = 12;
        scale_up(whole, test::fake_model());
        const fs::path counts = fresh();
        const std::vector<fs::path> folders{fresh(), fresh()};
        MergeResult merged;
        for (int round = 0; round < 50; ++round) {
            for (int i = 1; i <= 2; ++i) {
                auto work = whole;
                work.out = folders[static_cast<std::size_t>(i) - 1];
                work.settings.shard = {i, 2};
                work.counts = round == 0 ? fs::path() : counts;
                scale_up(work, test::fake_model());
            }
            merged = merge_shards({folders, {}, counts, false});
            if (merged.counts.reached) {
                break;
            }
        }
        QVERIFY(merged.counts.reached);
        QCOMPARE(merged.clusters.size(), std::size_t{4});
        const fs::path joined = fresh();
        merge_shards({folders, joined, {}, false});
        QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
        auto other = read_clusters(ScaleUpFolder{folders[1]}.clusters());
        other.of.begin()->second = (other.of.begin()->second + 1) % 4;
        write_file_atomically(ScaleUpFolder{folders[1]}.clusters(), to_text(other));
        const std::string refusal = test::refusal_of([&] { merge_shards({folders, fresh(), {}, false}); });
        QVERIFY2(refusal.find("other clusters") != std::string::npos, refusal.c_str());
    }

    void another_number_of_clusters_is_another_scale_up() {
        auto work = clustered(Selection::kUniform);
        work.settings.max_images = 4;
        scale_up(work, test::fake_model());
        auto other = work;
        other.settings.clusters = 5;
        QVERIFY(test::refusal_of([&] { scale_up(other, test::fake_model()); }).find("clusters 5 instead of 4") !=
                std::string::npos);
        other.settings.clusters = 4;
        other.settings.cluster_bound = 9;  // may rise, as that of a class
        other.settings.max_images = 6;
        QCOMPARE(scale_up(other, test::fake_model()).status.clusters[0].bound, std::int64_t{9});
        auto quota = clustered();
        quota.settings.max_images = 4;
        scale_up(quota, test::fake_model());
        quota.settings.cluster_bound = 9;
        QVERIFY(test::refusal_of([&] {
                    scale_up(quota, test::fake_model());
                }).find("lower bound of each cluster 9 instead of 6") != std::string::npos);
        quota.settings.cluster_bound = 0;
        QVERIFY(!test::refusal_of([&] { scale_up(quota, test::fake_model()); }).empty());
    }

    void what_is_to_come_counts_clusters() {
        auto work = clustered();
        work.settings.cluster_bound = 30;
        QVERIFY(*forecast(work, test::fake_model()).items_left >= std::int64_t{4} * 31);
    }
};

DESTUDIO_TEST(ClusterQuotaTest)

}  // namespace destudio::cluster_quota_test

#include "cluster_quota_test.moc"
