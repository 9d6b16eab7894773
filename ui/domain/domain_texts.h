// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>
#include <optional>

#include "core/base/progress.h"
#include "core/domain/domain_plan.h"
#include "core/domain/domain_survey.h"

namespace destudio::ui {

/// What the page of a new domain says, in the person's language.
class DomainTexts {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::DomainTexts)

public:
    static QString stage_name(domain::DomainStage stage);
    /// What a stage is good for.
    static QString stage_purpose(domain::DomainStage stage);
    /// How far a stage that does not run is, or what it waits for.
    static QString stage_state(const domain::DomainPlan& plan, domain::DomainStage stage);
    /// What a stage that runs does now.
    static QString running(const Progress& progress, std::optional<double> seconds_left);
    /// Several lines: how many pictures of which sizes, labels, splits, near-duplicates, broken files.
    static QString survey(const domain::DomainSurvey& survey);
    /// The classes with their boxes, the most first.
    static QString classes(const domain::DomainSurvey& survey);
    static QString pictures(const domain::DomainPlan& plan);
    /// "2 h 5 min", "3 min", "under a minute".
    static QString time(double seconds);

private:
    static QString waiting(const domain::DomainPlan& plan, domain::Wait wait);
    static QString finished(const domain::DomainPlan& plan, domain::DomainStage stage);
};

}  // namespace destudio::ui
