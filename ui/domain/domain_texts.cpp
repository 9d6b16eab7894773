// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/domain_texts.h"

#include <QLocale>
#include <QStringList>
#include <cmath>

namespace destudio::ui {

using domain::DomainPlan;
using domain::DomainStage;
using domain::StageState;

namespace {

constexpr std::size_t kClassesShown = 12;

QString number(std::size_t value) {
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString pixels(const Size& size) {
    return QStringLiteral("%1 × %2").arg(size.width).arg(size.height);
}

double figure(const domain::StageRecord& record, const char* name) {
    const auto found = record.figures.find(name);
    return found != record.figures.end() ? found->second : -1;
}

QString decimal(double value, int digits = 3) {
    return value < 0 ? QStringLiteral("–") : QLocale().toString(value, 'f', digits);
}

}  // namespace

QString DomainTexts::time(double seconds) {
    const auto minutes = static_cast<long long>(std::lround(seconds / 60));
    if (minutes >= 60) {
        return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    }
    return minutes > 0 ? tr("%1 min").arg(minutes) : tr("under a minute");
}

QString DomainTexts::stage_name(DomainStage stage) {
    switch (stage) {
        case DomainStage::kBaseModel:
            return tr("Base model");
        case DomainStage::kAdapter:
            return tr("Adapter");
        case DomainStage::kLadder:
            return tr("First ladder");
        case DomainStage::kGain:
            return tr("Does it help?");
    }
    return {};
}

QString DomainTexts::stage_purpose(DomainStage stage) {
    switch (stage) {
        case DomainStage::kBaseModel:
            return tr("Learns to draw pictures like these. Labels are not needed.");
        case DomainStage::kAdapter:
            return tr("Learns to find the objects, from the labelled pictures.");
        case DomainStage::kLadder:
            return tr("Makes a project of the pictures that uses the new model.");
        case DomainStage::kGain:
            return tr("Trains small detectors with and without variants and compares them.");
    }
    return {};
}

QString DomainTexts::waiting(const DomainPlan& plan, domain::Wait wait) {
    switch (wait) {
        case domain::Wait::kNothing:
            return tr("Can start.");
        case domain::Wait::kPictures:
            return tr("Waits for the pictures: there is nothing at %1.")
                .arg(QString::fromStdString(plan.choices.pictures.string()));
        case domain::Wait::kBaseModel:
            return tr("Waits for the base model.");
        case domain::Wait::kLabels:
            return plan.labelled == 0
                       ? tr("Waits for labelled pictures: none of the %1 has a box.").arg(number(plan.pictures))
                       : tr("Waits for labelled pictures: only %1 of the %2 has a box, and two are needed.")
                             .arg(number(plan.labelled), number(plan.pictures));
        case domain::Wait::kAdapter:
            return tr("Waits for the adapter.");
    }
    return {};
}

QString DomainTexts::finished(const DomainPlan& plan, DomainStage stage) {
    const domain::StageRecord& record = plan.stage(stage);
    switch (stage) {
        case DomainStage::kBaseModel: {
            const QString steps = number(static_cast<std::size_t>(std::max(0.0, figure(record, "steps"))));
            return figure(record, "held_out_loss") < 0
                       ? tr("Finished after %1 steps, in %2.").arg(steps, time(record.seconds))
                       : tr("Finished after %1 steps, in %2. Loss on held-out pictures: %3 at first, %4 at best.")
                             .arg(steps, time(record.seconds), decimal(figure(record, "held_out_first")),
                                  decimal(figure(record, "held_out_loss")));
        }
        case DomainStage::kAdapter:
            return tr("Finished in %1. On held-out pictures: mAP %2, mAP50 %3.")
                .arg(time(record.seconds), decimal(figure(record, "AP")), decimal(figure(record, "AP50")));
        case DomainStage::kLadder:
            return tr("The project is ready.");
        case DomainStage::kGain:
            break;
    }
    QString text = tr("Finished in %1.").arg(time(record.seconds));
    for (const domain::GainLine& line : plan.gain) {
        const QString name = line.trained_on == "real"              ? tr("pictures alone")
                             : line.trained_on == "real + variants" ? tr("with variants")
                                                                    : QString::fromStdString(line.trained_on);
        text += QLatin1Char('\n') + tr("%1 (%2): mAP %3 ± %4, mAP50 %5")
                                        .arg(name)
                                        .arg(line.pictures)
                                        .arg(decimal(line.ap), decimal(line.ap_deviation), decimal(line.ap50));
    }
    return text;
}

QString DomainTexts::stage_state(const DomainPlan& plan, DomainStage stage) {
    const domain::StageRecord& record = plan.stage(stage);
    const domain::Wait wait = waits_for(plan, stage);
    switch (record.state) {
        case StageState::kFinished:
            return finished(plan, stage);
        case StageState::kFailed:
            return tr("Stopped by an error: %1").arg(QString::fromStdString(record.sentence));
        case StageState::kStopped:
            return wait != domain::Wait::kNothing
                       ? waiting(plan, wait)
                       : tr("Stopped after %1 of work; goes on where it was.").arg(time(record.seconds));
        case StageState::kNotBegun:
        case StageState::kRunning:
            break;
    }
    return waiting(plan, wait);
}

QString DomainTexts::running(const Progress& progress, std::optional<double> seconds_left) {
    if (progress.stage.empty()) {
        return tr("Waits for its turn among the jobs.");
    }
    if (progress.stage == "trial") {
        return tr("Measures the speed of this machine in a short trial…");
    }
    QString what = progress.stage == "autoencoder" ? tr("Autoencoder")
                   : progress.stage == "diffusion" ? tr("U-Net")
                   : progress.stage == "load"      ? tr("Loading")
                                                   : tr("Working");
    if (progress.total > 0) {
        what += QStringLiteral(": ") + tr("step %1 of %2").arg(progress.done).arg(progress.total);
    }
    return seconds_left ? tr("%1; %2 left").arg(what, time(*seconds_left)) : what;
}

QString DomainTexts::pictures(const DomainPlan& plan) {
    return tr("%1 pictures, %2 of them labelled").arg(number(plan.pictures), number(plan.labelled));
}

QString DomainTexts::survey(const domain::DomainSurvey& survey) {
    QStringList lines;
    lines << tr("%1 pictures, %2 of them labelled").arg(number(survey.pictures), number(survey.labelled));
    lines << tr("Read as: %1").arg(QString::fromStdString(survey.format));
    if (survey.pictures > 0) {
        lines << (survey.smallest == survey.largest
                      ? tr("All of %1 pixels").arg(pixels(survey.median))
                      : tr("%1 to %2 pixels, the middle one %3")
                            .arg(pixels(survey.smallest), pixels(survey.largest), pixels(survey.median)));
    }
    if (survey.captions > 0) {
        lines << tr("%1 with a caption").arg(number(survey.captions));
    }
    if (survey.splits.size() > 1 || (survey.splits.size() == 1 && !survey.splits.front().first.empty())) {
        QStringList splits;
        for (const auto& [name, count] : survey.splits) {
            splits << QStringLiteral("%1 %2").arg(name.empty() ? tr("without a split") : QString::fromStdString(name),
                                                  number(count));
        }
        lines << tr("Splits: %1").arg(splits.join(QStringLiteral(", ")));
    }
    if (survey.duplicates > 0) {
        const auto& [first, second] = survey.some_duplicates.front();
        lines << tr("%1 look like another one, such as %2 and %3")
                     .arg(number(survey.duplicates), QString::fromStdString(second), QString::fromStdString(first));
    } else {
        lines << tr("No near-duplicates");
    }
    if (survey.unreadable > 0) {
        lines << tr("%1 cannot be read, such as %2")
                     .arg(number(survey.unreadable), QString::fromStdString(survey.some_unreadable.front()));
    }
    return lines.join(QLatin1Char('\n'));
}

QString DomainTexts::classes(const domain::DomainSurvey& survey) {
    QStringList names;
    for (std::size_t i = 0; i < survey.classes.size() && i < kClassesShown; ++i) {
        names << QStringLiteral("%1 %2").arg(QString::fromStdString(survey.classes[i].first),
                                             number(survey.classes[i].second));
    }
    if (survey.classes.size() > kClassesShown) {
        names << tr("%1 more").arg(survey.classes.size() - kClassesShown);
    }
    return names.isEmpty() ? tr("No boxes") : tr("Boxes: %1").arg(names.join(QStringLiteral(", ")));
}

}  // namespace destudio::ui
