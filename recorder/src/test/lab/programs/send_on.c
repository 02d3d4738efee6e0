/* For XDP in the router of lineage: everything from the sender goes on to the receiver at once. */
enum { OUT0 = 100 /* its number in the router */ };

struct xdp_md { unsigned int data, data_end; };
static long (*redirect)(unsigned int ifindex, unsigned long long flags) = (void *)23;

__attribute__((section("xdp"))) int send_on(struct xdp_md *frame)
{
  static const unsigned char receiver[] = {0x02, 0x00, 0x00, 0x00, 0x04, 0x02};
  unsigned char *data = (void *)(long)frame->data;
  if (data + 14 > (unsigned char *)(long)frame->data_end)
    return 2;
  for (int i = 0; i < 6; i++)
    data[i] = receiver[i];
  return redirect(OUT0, 0);
}
