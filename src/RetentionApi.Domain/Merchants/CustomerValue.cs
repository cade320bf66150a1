namespace RetentionApi.Domain.Merchants;

/// <summary>What a customer looks for in a merchant; the order in which a merchant serves them is its value priority.</summary>
public enum CustomerValue
{
    Price,
    Convenience,
    Quality,
    Relationship,
    Environment,
}
