// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_plan.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/domain/domain_budget.h"
#include "core/domain/domain_samples.h"
#include "core/domain/held_out_log.h"
#include "tests/support/test_main.h"

namespace destudio::domain_plan_test {

using namespace destudio::domain;

class DomainPlanTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path in(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }
    DomainChoices choices() const {
        DomainChoices choices;
        choices.pictures = in("pictures");
        choices.name = "smears";
        choices.domain = "blood smear";
        choices.flips = "both";
        choices.budget = Budget::kEvening;
        return choices;
    }

private slots:
    void initTestCase() { std::filesystem::create_directories(in("pictures")); }

    void a_time_becomes_steps_by_the_measured_speed() {
        DomainChoices some = choices();
        const BaseSteps evening = base_steps(some, true, 3000, {0.5, 1.0});
        // 3 h x 0.7 x 0.9 = 6804 s; a fifth of it, at most 3000 steps, for the autoencoder.
        QCOMPARE(evening.autoencoder, std::int64_t{2721});
        QCOMPARE(evening.diffusion, std::int64_t{5443});
        const BaseSteps slower = base_steps(some, true, 3000, {0.5, 2.0});
        QCOMPARE(slower.diffusion, std::int64_t{2721});
        QVERIFY(base_steps(some, false, 3000, {0.5, 1.0}).diffusion > evening.diffusion);
        some.budget = Budget::kOvernight;
        const BaseSteps overnight = base_steps(some, true, 3000, {0.5, 1.0});
        QCOMPARE(overnight.autoencoder, std::int64_t{3000});
        QVERIFY(overnight.diffusion > 3 * evening.diffusion);
        some.budget = Budget::kWeekend;
        QVERIFY(base_steps(some, true, 3000, {0.5, 1.0}).diffusion > 5 * overnight.diffusion);
        QCOMPARE(base_steps(some, true, 3000, {50, 1e6}).diffusion, std::int64_t{100});  // never none
        QCOMPARE(base_steps(some, true, 0, {0, 1}).autoencoder, std::int64_t{0});
        QVERIFY(adapter_steps(some, 2) > adapter_steps(choices(), 2));
        some.budget = Budget::kSteps;
        some.steps = 400;
        QCOMPARE(base_steps(some, true, 3000, {}).diffusion, std::int64_t{400});
        QCOMPARE(base_steps(some, true, 3000, {}).autoencoder, std::int64_t{100});
        QCOMPARE(adapter_steps(some, 0), std::int64_t{100});
        QCOMPARE(gain_effort(some).steps, std::int64_t{100});
    }

    void stages_say_what_they_wait_for() {
        DomainPlan plan = begin_plan(in("waits"), choices(), 200, 0);
        QVERIFY(waits_for(plan, DomainStage::kBaseModel) == Wait::kNothing);
        QVERIFY(waits_for(plan, DomainStage::kAdapter) == Wait::kLabels);
        QVERIFY(waits_for(plan, DomainStage::kLadder) == Wait::kBaseModel);
        QVERIFY(waits_for(plan, DomainStage::kGain) == Wait::kLabels);
        plan.stage(DomainStage::kBaseModel).state = StageState::kFinished;
        QVERIFY(waits_for(plan, DomainStage::kLadder) == Wait::kNothing);  // nothing to wait for without labels
        plan.labelled = 20;
        QVERIFY(waits_for(plan, DomainStage::kAdapter) == Wait::kNothing);
        QVERIFY(waits_for(plan, DomainStage::kLadder) == Wait::kAdapter);
        QVERIFY(waits_for(plan, DomainStage::kGain) == Wait::kAdapter);
        plan.stage(DomainStage::kAdapter).state = StageState::kFinished;
        QVERIFY(waits_for(plan, DomainStage::kGain) == Wait::kNothing);
        plan.choices.pictures = in("gone");
        QVERIFY(waits_for(plan, DomainStage::kGain) == Wait::kPictures);
    }

    void a_plan_survives_its_file_and_a_killed_program() {
        DomainPlan plan = begin_plan(in("kept"), choices(), 364, 360);
        plan.autoencoder_steps = 900;
        plan.base_steps = 2400;
        plan.base_step_seconds = 1.5;
        plan.stage(DomainStage::kBaseModel) = {StageState::kFinished, {}, 3600, {{"held_out_loss", 0.05}}};
        plan.stage(DomainStage::kAdapter) = {StageState::kFailed, "The disk is full.", 60, {}};
        plan.gain = {{"real", 50, 0.4, 0.01, 0.7}};
        write_plan(plan);
        QVERIFY(is_domain(in("kept")));
        QVERIFY(read_plan(in("kept")) == plan);
        plan.stage(DomainStage::kAdapter) = {StageState::kRunning, {}, 60, {}};
        write_plan(plan);
        QVERIFY(read_plan(in("kept")).stage(DomainStage::kAdapter).state == StageState::kStopped);
        // Begun, so it goes on with the same choices alone.
        QVERIFY(begin_plan(in("kept"), choices(), 364, 364).base_steps == 2400);
        DomainChoices other = choices();
        other.flips = "none";
        QVERIFY_EXCEPTION_THROWN(begin_plan(in("kept"), other, 364, 364), UsageError);
    }

    void other_folders_and_broken_plans_are_refused() {
        write_file_atomically(in("taken/notes.txt"), "mine");
        QVERIFY_EXCEPTION_THROWN(begin_plan(in("taken"), choices(), 1, 1), UsageError);
        QVERIFY_EXCEPTION_THROWN(begin_plan(in("pictures"), choices(), 1, 1), UsageError);
        for (const char* text :
             {"[]", "{}", "{\"choices\": 3, \"stages\": {}}", "{\"choices\": {\"name\": \"../a\"}, \"stages\": {}}",
              "{\"choices\": {\"budget\": \"year\"}, \"stages\": {}}"}) {
            write_file_atomically(in("broken/plan.json"), text);
            QVERIFY_EXCEPTION_THROWN(read_plan(in("broken")), FormatError);
        }
    }

    void samples_come_in_their_order() {
        for (const char* name :
             {"diffusion-00000500.png", "autoencoder-00000900.png", "diffusion-00001000.png",
              "diffusion-00000500-row.png", "diffusion-over-time.png", "autoencoder-00000500.png", "notes.txt"}) {
            write_file_atomically(in("run/samples/") / name, "x");
        }
        const auto samples = list_samples(in("run"));
        QCOMPARE(samples.size(), std::size_t{4});
        QCOMPARE(samples[0].stage, std::string("autoencoder"));
        QCOMPARE(samples[0].step, std::int64_t{500});
        QCOMPARE(samples[3].stage, std::string("diffusion"));
        QCOMPARE(samples[3].step, std::int64_t{1000});
        QVERIFY(list_samples(in("nowhere")).empty());
    }

    void held_out_losses_are_read_from_the_log() {
        write_file_atomically(in("log.jsonl"),
                              "{\"stage\":\"diffusion\",\"step\":1,\"loss\":0.3}\n"
                              "{\"stage\":\"diffusion-evaluation\",\"step\":10,\"held_out_loss\":0.2}\n"
                              "{\"stage\":\"diffusion-evaluation\",\"step\":20,\"held_out_loss\":0.3}\n"
                              "{\"stage\":\"diffusion-evaluation\",\"step\":20,\"held_out_loss\":0.1}\n"
                              "{\"held_out_loss\":");
        QVERIFY(read_held_out_losses(in("log.jsonl")) == (std::vector<HeldOutLoss>{{10, 0.2}, {20, 0.1}}));
        QVERIFY(read_held_out_losses(in("no-log")).empty());
    }
};

DESTUDIO_CORE_TEST(DomainPlanTest)

}  // namespace destudio::domain_plan_test

#include "domain_plan_test.moc"
