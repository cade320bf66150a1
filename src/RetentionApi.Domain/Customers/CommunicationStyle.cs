namespace RetentionApi.Domain.Customers;

/// <summary>How a customer likes to be talked to (DISC). Only staff say so, and it only chooses between a merchant's own wordings.</summary>
public enum CommunicationStyle
{
    Dominance,
    Influence,
    Steadiness,
    Conscientiousness,
}
