using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>What answered surveys say of the customer's satisfaction. Effort and the five values say nothing of it by themselves.</summary>
internal static class SurveyEvidence
{
    public static void Expect(Expectation expectation)
    {
        var surveys = expectation.Policy.Surveys;
        foreach (var response in expectation.Record.SurveyResponses)
        {
            EvidenceKind? kind = response.IsSatisfied(surveys) ? EvidenceKind.Satisfied : response.IsDissatisfied(surveys) ? EvidenceKind.Dissatisfied : null;
            if (kind is { } said)
                expectation.Add(new ExpectedEvidence(response.CustomerId, said, FactKey.SurveyResponse(response.Id), response.AnsweredAt));
        }
    }
}
