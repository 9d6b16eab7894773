// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/jobs/job.h"
#include "core/project/store/types.h"

namespace destudio::ui {

/// Where an issue can be looked at. Rows of the open project; nothing set: nowhere in particular.
struct IssuePlace {
    RowId reference_id = 0;
    RowId variant_id = 0;
    JobId job_id = 0;
    bool moved = false;      ///< references are not where they were: they can be located
    bool exporting = false;  ///< an export went wrong: its page says more

    bool nowhere() const { return *this == IssuePlace(); }
    bool operator==(const IssuePlace&) const = default;

    static IssuePlace reference(RowId id) {
        IssuePlace place;
        place.reference_id = id;
        return place;
    }
    static IssuePlace variant(RowId id) {
        IssuePlace place;
        place.variant_id = id;
        return place;
    }
    /// @param reference_id whose ladder it makes, 0 for other jobs
    static IssuePlace job(JobId id, RowId reference_id = 0) {
        IssuePlace place;
        place.job_id = id;
        place.reference_id = reference_id;
        return place;
    }
    static IssuePlace export_page() {
        IssuePlace place;
        place.exporting = true;
        return place;
    }
    static IssuePlace moved_images() {
        IssuePlace place;
        place.moved = true;
        return place;
    }
};

}  // namespace destudio::ui
