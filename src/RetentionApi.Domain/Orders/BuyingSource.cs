namespace RetentionApi.Domain.Orders;

/// <summary>Why a customer bought in a month: of these one and no other.</summary>
public enum BuyingSource
{
    /// <summary>They had bought in a month before, and were not lost since.</summary>
    Kept,

    /// <summary>Their first order, and nobody brought them.</summary>
    New,

    /// <summary>Their first order, and another customer brought them.</summary>
    Referred,

    /// <summary>They had been lost, and came back in this month.</summary>
    WonBack,

    /// <summary>Nobody knows who bought: no customer, only orders and revenue.</summary>
    Anonymous,
}
