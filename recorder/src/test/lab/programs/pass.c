/* For XDP: lets every packet pass. */
__attribute__((section("xdp"))) int pass(void *frame)
{
  return 2;
}
